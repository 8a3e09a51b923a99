package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder that is served and synced. */
class FolderTest {
  private static final Path FOLDER = Path.of("target", "console");
  private static final long BUDGET = 300_000;

  @Test
  void shouldHoldAllThatThePageLoadsInLessThanTheBudget() throws IOException {
    long bytes = 0;
    for (Path file : files(FOLDER)) {
      bytes += Files.size(file);
    }

    assertThat(bytes).isBetween(100_000L, BUDGET);
    assertThat(FOLDER)
        .isDirectoryContaining("glob:**/index.html")
        .isDirectoryContaining("glob:**/config.json");
    assertThat(FOLDER.resolve("lib"))
        .isDirectoryContaining("glob:**/uPlot.iife.min.js")
        .isDirectoryContaining("glob:**/pico.min.css");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "DOMParser",
        "srcdoc",
        "javascript:",
        "https://",
        "setAttribute('style'"
      })
  void shouldHaveNoWayForTextToBecomeCode(String way) {
    assertThat(own()).allSatisfy(file -> assertThat(file).content().doesNotContain(way));
  }

  @Test
  void shouldLoadNothingInlineAndNothingFromElsewhere() throws IOException {
    String page = Files.readString(FOLDER.resolve("index.html"));

    assertThat(page)
        .doesNotContain("style=", "<style", "http:", "//")
        .doesNotContainPattern(" on\\w+=");
    assertThat(page).doesNotContainPattern("<script(?![^>]* src=)");
  }

  private static List<Path> own() {
    return Stream.of("js", "css", "index.html")
        .flatMap(part -> files(FOLDER.resolve(part)).stream())
        .toList();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
