package dev.tidemark.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.files.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Folder} must do. */
public abstract class FolderContract {
  private static final byte[] FIRST = {0, 1, (byte) 0xff, '\r', '\n'};
  private static final byte[] SECOND = {2};

  private Folder folder;

  /** A folder without anything in it. */
  protected abstract Folder emptyFolder() throws IOException;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = emptyFolder();
  }

  @Test
  void shouldHoldNothingAtFirst() throws IOException {
    assertThat(folder.list("").keySet()).isEmpty();
    assertThat(folder.read("a/b")).isEmpty();
    assertThat(folder.open("a/b")).isEmpty();
    assertThat(folder.openCopy("a/b")).isEmpty();
    folder.delete("a/b");
  }

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    folder.put("a/c", out -> out.write(SECOND));
    folder.put("a/b/c", out -> out.write(FIRST));
    folder.put("a.b", out -> {});

    assertThat(folder.list("").keySet()).containsExactly("a.b", "a/b/c", "a/c");
    assertThat(content("a/b/c")).isEqualTo(FIRST);
    assertThat(content("a/c")).isEqualTo(SECOND);
    assertThat(content("a.b")).isEmpty();
    assertThat(folder.open("a/b")).as("no file of its own").isEmpty();
  }

  @Test
  void shouldReplaceAFile() throws IOException {
    folder.put("a", out -> out.write(FIRST));
    folder.put("a", out -> out.write(SECOND));

    assertThat(content("a")).isEqualTo(SECOND);
  }

  @Test
  void shouldLeaveTheOldFileWhereTheNewOneIsNotWrittenToItsEnd() throws IOException {
    // Given
    folder.put("a", out -> out.write(FIRST));

    // When
    assertThatThrownBy(
            () ->
                folder.put(
                    "a",
                    out -> {
                      out.write(SECOND);
                      throw new IOException("broken off");
                    }))
        .hasMessageContaining("broken off");

    // Then
    assertThat(content("a")).isEqualTo(FIRST);
  }

  @Test
  void shouldDeleteAFile() throws IOException {
    folder.put("a", out -> out.write(FIRST));
    folder.put("ab", out -> out.write(FIRST));

    folder.delete("a");

    assertThat(folder.list("").keySet()).containsExactly("ab");
    assertThat(folder.read("a")).isEmpty();
  }

  @Test
  void shouldListSizesBelowAPrefix() throws IOException {
    folder.put("v1/manifest.json", out -> out.write(FIRST));
    folder.put("v1/saved_model/graph", out -> out.write(SECOND));
    folder.put("v10/manifest.json", out -> out.write(SECOND));

    assertThat(folder.list("v1/"))
        .isEqualTo(Map.of("v1/manifest.json", (long) FIRST.length, "v1/saved_model/graph", 1L));
    assertThat(folder.list("v2/")).isEmpty();
  }

  @Test
  void shouldFetchAFileOverWhatIsThere(@TempDir Path work) throws IOException {
    folder.put("a", out -> out.write(FIRST));
    Path target = work.resolve("below").resolve("a");

    assertThat(folder.fetch("a", target)).isTrue();
    assertThat(folder.fetch("a", target)).isTrue();
    assertThat(folder.fetch("b", work.resolve("b"))).isFalse();

    assertThat(target).hasBinaryContent(FIRST);
  }

  @Test
  void shouldReplaceOnlyWhatWasRead() throws IOException {
    // Given
    Optional<String> first = folder.replace("c", FIRST, Optional.empty());
    assertThat(first).isPresent().isEqualTo(folder.read("c").map(it -> it.tag()));

    // When
    Optional<String> replaced = folder.replace("c", SECOND, first);
    Optional<String> late = folder.replace("c", FIRST, first);
    Optional<String> blind = folder.replace("c", FIRST, Optional.empty());

    // Then
    assertThat(replaced).isPresent().isNotEqualTo(first);
    assertThat(late).isEmpty();
    assertThat(blind).isEmpty();
    assertThat(content("c")).isEqualTo(SECOND);
    assertThat(folder.list("").keySet()).containsExactly("c");
  }

  @Test
  void shouldNotReplaceWhatIsGone() throws IOException {
    Optional<String> tag = folder.replace("c", FIRST, Optional.empty());

    assertThat(folder.replace("other", SECOND, tag)).isEmpty();
    assertThat(folder.read("other")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc", "../champion.json", "v1/../../a", "v1//a"})
  void shouldNotWriteWhereANameLeadsElsewhere(String file) {
    assertThatThrownBy(() -> folder.put(file, out -> out.write(FIRST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file '" + file + "' is not accepted");
    assertThatThrownBy(() -> folder.replace(file, FIRST, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "/etc/passwd", "a/../../x", ".lock", "a\\b", "a b"})
  void shouldFindNothingUnderANameThatNobodyWrote(String file, @TempDir Path work)
      throws IOException {
    folder.put("a/b", out -> out.write(FIRST));
    folder.replace("c", FIRST, Optional.empty()); // leaves a folder its lock

    assertThat(folder.read(file)).isEmpty();
    assertThat(folder.open(file)).isEmpty();
    assertThat(folder.openCopy(file)).isEmpty();
    assertThat(folder.fetch(file, work.resolve("fetched"))).isFalse();
    folder.delete(file);
    assertThat(folder.list("").keySet()).containsExactly("a/b", "c");
  }

  @Test
  void shouldTakeNamesWithABlankOrAnotherSignAsTheyAre() throws IOException {
    List<String> files = List.of("import/a b+c%20d.csv", "import/\u00e9t\u00e9 = 1&2.csv");
    for (String file : files) {
      folder.put(file, out -> out.write(FIRST));
    }

    assertThat(folder.list("import/").keySet()).containsExactlyElementsOf(files);
    for (String file : files) {
      assertThat(content(file)).isEqualTo(FIRST);
    }
  }

  private byte[] content(String file) throws IOException {
    byte[] content = folder.read(file).orElseThrow().content();
    try (InputStream in = folder.open(file).orElseThrow();
        InputStream copy = folder.openCopy(file).orElseThrow()) {
      assertThat(in.readAllBytes()).isEqualTo(content);
      assertThat(copy.readAllBytes()).isEqualTo(content);
    }
    return content;
  }
}
