package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.UsageException;
import dev.tidemark.servers.child.RunSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlFileTest {
  private final RunSecret secret = RunSecret.random();

  @TempDir private Path storage;

  @Test
  void shouldGiveTheSecretToItsOwnerAlone() throws Exception {
    ControlFile file = ControlFile.in(storage);
    file.write(3000, RunSecret.random());
    file.write(3000, secret);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(storage).isDirectoryContaining("glob:**control-secret");
    assertThat(file.read(3000)).isEqualTo(secret);
  }

  /** Whatever listens there may name any folder, and would get the secret of another run. */
  @Test
  void shouldNotGiveTheSecretOfARunAtAnotherPort() throws Exception {
    ControlFile file = ControlFile.in(storage);
    file.write(3000, secret);

    assertThatThrownBy(() -> file.read(3001))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no secret of a run at port 3001")
        .hasMessageNotContaining(secret.value());
  }

  @Test
  void shouldTellWhereThereIsNone() throws Exception {
    assertThatThrownBy(() -> ControlFile.in(storage).read(3000))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(storage.resolve("control-secret").toString());

    Path content = Files.writeString(storage.resolve("other"), "{\"port\":3000,\"secret\":\"s\"}");
    Files.createSymbolicLink(storage.resolve("control-secret"), content);
    assertThatThrownBy(() -> ControlFile.in(storage).read(3000)).isInstanceOf(UsageException.class);

    Files.delete(storage.resolve("control-secret"));
    Files.writeString(storage.resolve("control-secret"), "no JSON");
    assertThatThrownBy(() -> ControlFile.in(storage).read(3000)).isInstanceOf(UsageException.class);
  }
}
