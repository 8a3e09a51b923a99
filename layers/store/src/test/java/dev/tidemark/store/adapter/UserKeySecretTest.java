package dev.tidemark.store.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Pseudonymiser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserKeySecretTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdéf";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------"})
  void shouldReadAFileOfItsOwnerWithoutTheLineBreakAtItsEnd(String permissions) throws IOException {
    // Given
    Path file = file(SECRET + "\n", permissions);

    // When
    byte[] secret = read(file.toUri().toString());

    // Then
    assertThat(secret).isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
  void shouldRefuseAFileThatIsOpenToOthers(String permissions) throws IOException {
    Path file = file(SECRET, permissions);

    assertThatThrownBy(() -> read(file.toUri().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chmod 600 " + file)
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "short", "0123456789abcdef0123456789abcde\n"})
  void shouldGiveASecretThatIsTooShortToNobody(String text) throws IOException {
    // Given
    Path file = file(text, "rw-------");

    // When
    byte[] secret = read(file.toUri().toString());

    // Then
    assertThatThrownBy(() -> new Pseudonymiser(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give at least 32");
  }

  @Test
  void shouldNameAFileThatIsMissing() {
    Path file = folder.resolve("missing");

    assertThatThrownBy(() -> read(file.toUri().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void shouldRefuseAFolder() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

    assertThatThrownBy(() -> read(folder.toUri().toString()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:relative", "file://host/path", "file:///a b", "file:"})
  void shouldRefuseAnAddressThatNamesNoFileOfThisMachine(String location) {
    assertThatThrownBy(() -> read(location))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file:///path");
  }

  private Path file(String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static byte[] read(String location) {
    return UserKeySecret.read(
        location,
        () -> {
          throw new AssertionError("a file needs no Secrets Manager");
        });
  }
}
