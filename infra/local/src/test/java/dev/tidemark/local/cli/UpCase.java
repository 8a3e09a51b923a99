package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the command {@code up} share: a folder, a port, and curl. */
abstract class UpCase {
  static final Duration FIRST_RUN = Duration.ofMinutes(3);
  static final int INTERRUPTED = 130;
  static final int TERMINATED = 143;

  String port;

  @TempDir Path folder;

  @BeforeEach
  void findAPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = Integer.toString(socket.getLocalPort());
    }
  }

  /**
   * @param data folder with the shop's data
   */
  final TidemarkProcess up(Path data) throws IOException {
    return new TidemarkProcess(
        folder,
        "up",
        "--data",
        data.toString(),
        "--port",
        port,
        "--storage",
        storage(),
        "--epochs",
        "1");
  }

  final void assertRefused(String message, String... arguments) throws Exception {
    try (TidemarkProcess up = new TidemarkProcess(folder, arguments)) {
      assertThat(up.exitCode()).as("%s", up.errors()).isEqualTo(2);
      assertThat(up.errors()).hasSize(1);
      assertThat(up.errors().get(0)).contains(message);
      assertThat(up.output()).noneMatch(line -> line.startsWith("Ready"));
    }
  }

  final String storage() {
    return folder.resolve("storage").toString();
  }

  final String ready() {
    return "Ready: http://localhost:" + port;
  }

  final void shouldBeReady(TidemarkProcess up) throws InterruptedException {
    assertThat(up.printsLineWith(ready(), FIRST_RUN)).as("%s%s", up.output(), up.errors()).isTrue();
    assertThat(up.errors()).isEmpty();
  }

  static List<String> examples(TidemarkProcess up) throws InterruptedException {
    Thread.sleep(200); // they follow the line that was waited for
    return up.output().stream().filter(line -> line.startsWith("curl ")).toList();
  }

  static String shell(String command) throws IOException {
    Process shell = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
