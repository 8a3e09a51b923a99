package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
  /** Linux's device that is always full. */
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder;

  @Test
  void shouldKeepTheOldFileAndSayWhyWhereTheDiskIsFull() throws IOException {
    // Given
    assumeThat(FULL).exists();
    Path file = Files.writeString(folder.resolve("state.json"), "old");
    Path part = Files.createSymbolicLink(folder.resolve("state.json.part"), FULL);

    // When, then
    assertThatThrownBy(() -> LocalFiles.replace(file, out -> out.write(new byte[100_000])))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file + " cannot be written: No space left on device; what was there before is kept");
    assertThat(file).hasContent("old");
    assertThat(part).doesNotExist();
  }

  @Test
  void shouldSetAFolderInTheFilesPlaceAside() throws IOException {
    // Given
    Path file = Files.createDirectories(folder.resolve("state.json"));
    Files.writeString(file.resolve("inside"), "kept");

    // When
    LocalFiles.replace(file, out -> out.write('x'));

    // Then
    assertThat(file).hasContent("x");
    assertThat(folder.resolve("state.json.damaged-1").resolve("inside")).hasContent("kept");
  }

  @Test
  void shouldSetFilesAsideWithoutLosingOne() throws IOException {
    Path file = folder.resolve("state.json");

    Files.writeString(file, "first");
    assertThat(LocalFiles.setAside(file)).isEqualTo(folder.resolve("state.json.damaged-1"));
    Files.writeString(file, "second");
    assertThat(LocalFiles.setAside(file)).isEqualTo(folder.resolve("state.json.damaged-2"));

    assertThat(file).doesNotExist();
    assertThat(folder.resolve("state.json.damaged-1")).hasContent("first");
    assertThat(folder.resolve("state.json.damaged-2")).hasContent("second");
  }

  @Test
  void shouldTellReasonsWithoutClasses() {
    assertThat(LocalFiles.reason(new NoSuchFileException("/x"))).isEqualTo("it is not there");
    assertThat(LocalFiles.reason(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(LocalFiles.reason(new IOException())).isEqualTo("the file system refuses it");
  }
}
