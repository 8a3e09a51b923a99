package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.PrivateFile;
import dev.tidemark.local.UsageException;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Lends the secret of a run to commands of the same account, through the run's storage. */
record ControlFile(Path path) {
  static ControlFile in(Path storage) {
    return new ControlFile(storage.resolve("control-secret"));
  }

  /**
   * @param port that the run serves at
   */
  void write(int port, RunSecret secret) throws IOException {
    new PrivateFile(path)
        .write(LocalJson.MAPPER.writeValueAsString(Map.of("port", port, "secret", secret.value())));
  }

  /**
   * The secret of the run at the port; that of another run is not handed out, whatever listens
   * there.
   *
   * @throws UsageException where this account may not know it
   */
  RunSecret read(int port) {
    try {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        JsonNode content = LocalJson.MAPPER.readTree(Files.readString(path));
        if (content.path("port").asInt() == port) {
          return new RunSecret(content.path("secret").asText());
        }
      }
    } catch (IOException e) {
      // The same answer: it is not for us.
    }
    throw new UsageException(
        path
            + " holds no secret of a run at port "
            + port
            + " that this account can read; give the command as the account that started"
            + " ./tidemark up");
  }
}
