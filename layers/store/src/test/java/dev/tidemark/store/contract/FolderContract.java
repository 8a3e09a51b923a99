package dev.tidemark.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.files.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    assertThat(folder.files()).isEmpty();
    assertThat(folder.read("a/b")).isEmpty();
    folder.delete("a/b");
  }

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    folder.write("a/c", out -> out.write(SECOND));
    folder.write("a/b/c", out -> out.write(FIRST));
    folder.write("a.b", out -> {});

    assertThat(folder.files()).containsExactly("a.b", "a/b/c", "a/c");
    assertThat(content("a/b/c")).isEqualTo(FIRST);
    assertThat(content("a/c")).isEqualTo(SECOND);
    assertThat(content("a.b")).isEmpty();
    assertThat(folder.read("a/b")).as("no file of its own").isEmpty();
  }

  @Test
  void shouldReplaceAFile() throws IOException {
    folder.write("a", out -> out.write(FIRST));
    folder.write("a", out -> out.write(SECOND));

    assertThat(content("a")).isEqualTo(SECOND);
  }

  @Test
  void shouldLeaveTheOldFileWhereTheNewOneIsNotWrittenToItsEnd() throws IOException {
    // Given
    folder.write("a", out -> out.write(FIRST));

    // When
    assertThatThrownBy(
            () ->
                folder.write(
                    "a",
                    out -> {
                      out.write(SECOND);
                      throw new IOException("broken off");
                    }))
        .hasMessage("broken off");

    // Then
    assertThat(content("a")).isEqualTo(FIRST);
  }

  @Test
  void shouldDeleteAFile() throws IOException {
    folder.write("a", out -> out.write(FIRST));
    folder.write("ab", out -> out.write(FIRST));

    folder.delete("a");

    assertThat(folder.files()).containsExactly("ab");
    assertThat(folder.read("a")).isEmpty();
  }

  private byte[] content(String file) throws IOException {
    Optional<InputStream> found = folder.read(file);
    try (InputStream in = found.orElseThrow()) {
      return in.readAllBytes();
    }
  }
}
