package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.LocalJson;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something listens at the port that need not be what the user started. */
class RunningProductTest {
  private final RunSecret secret = RunSecret.random();
  private final List<String> received = new CopyOnWriteArrayList<>();

  @TempDir private Path storage;
  private AwsServer server;
  private byte[] answer = {};

  @BeforeEach
  void start() throws IOException {
    answer = LocalJson.bytes(Map.of("storage", storage.toString()));
    server = AwsServer.start("stranger", 0);
    server.serve(
        "/",
        (call, body) -> {
          received.addAll(call.getRequestHeaders().getOrDefault(RunSecret.HEADER, List.of()));
          return AwsAnswer.of(answer);
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldSendTheSecretToItsOwnRun() throws Exception {
    ControlFile.in(storage).write(server.port(), secret);

    new RunningProduct(server.port()).train(line -> {});

    assertThat(received).containsExactly(secret.value());
  }

  @Test
  void shouldNotSendTheSecretOfAnotherRun() throws Exception {
    ControlFile.in(storage).write(server.port() + 1, secret);

    assertThatThrownBy(() -> new RunningProduct(server.port()).train(line -> {}))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("give the command as the account that started ./tidemark up");
    assertThat(received).isEmpty();
  }

  @Test
  void shouldTellThatSomethingElseListensThere() {
    answer = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> new RunningProduct(server.port()).train(line -> {}))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("what runs at port " + server.port() + " is no ./tidemark up");
  }
}
