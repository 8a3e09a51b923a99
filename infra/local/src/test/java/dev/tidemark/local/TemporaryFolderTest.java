package dev.tidemark.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir private Path tmp;

  @Test
  void shouldSweepWhatAKilledProcessLeftAndNothingOfLivingOnes() throws Exception {
    // Given
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                tmp.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = other.inputReader(StandardCharsets.UTF_8);
        TemporaryFolder own = TemporaryFolder.createIn(tmp)) {
      Path theirs = Path.of(lines.readLine());

      // When, Then
      TemporaryFolder.createIn(tmp).close();
      assertThat(theirs.resolve("deep/file")).exists();
      assertThat(own.path()).exists();

      // When, Then
      other.destroyForcibly().waitFor();
      assertThat(theirs).exists();
      TemporaryFolder.createIn(tmp).close();
      assertThat(theirs).doesNotExist();
      assertThat(own.path()).exists();
    } finally {
      other.destroyForcibly();
    }
    assertThat(tmp).isEmptyDirectory();
  }

  /** Uses a folder until it is killed. */
  static final class Other {
    @SuppressWarnings("resource") // the point is that nobody closes it
    public static void main(String[] arguments) throws Exception {
      TemporaryFolder folder = TemporaryFolder.createIn(Path.of(arguments[0]));
      Files.createDirectory(folder.path().resolve("deep"));
      Files.writeString(folder.path().resolve("deep/file"), "x");
      System.out.println(folder.path());
      Thread.sleep(60_000);
    }
  }

  /** In a folder such as /tmp everybody gives the names that he likes. */
  @Test
  void shouldSweepNothingThatIsNotSurelyOurs() throws Exception {
    // Given: a left one to compare with, then what a storage, others or a user may have there
    Path left = left("tidemark-1-left", "rwx------");
    Path storage = Files.createDirectory(tmp.resolve("tidemark-storage"));
    Files.createFile(storage.resolve("lock"));
    Path open = left("tidemark-1-open", "rwxrwxrwx");
    Path otherName = left("somebody-1", "rwx------");
    Path target = left("target", "rwx------");
    Path link = Files.createSymbolicLink(tmp.resolve("tidemark-1-link"), target);
    Path linkedLock = Files.createDirectory(tmp.resolve("tidemark-1-linked"));
    Files.createSymbolicLink(
        linkedLock.resolve("temporary.lock"), target.resolve("temporary.lock"));
    Files.createSymbolicLink(left.resolve("out"), target);

    // When
    TemporaryFolder.createIn(tmp).close();

    // Then
    assertThat(left).doesNotExist();
    assertThat(storage).exists();
    assertThat(open).exists();
    assertThat(otherName).exists();
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(linkedLock).exists();
    assertThat(target.resolve("temporary.lock")).exists();
  }

  private Path left(String name, String permissions) throws IOException {
    Path folder = Files.createDirectory(tmp.resolve(name));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    Files.createFile(folder.resolve("temporary.lock"));
    return folder;
  }
}
