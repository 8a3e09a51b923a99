package dev.tidemark.store.adapter;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The AWS imitation {@code moto_server} as a process of its own on the loopback interface. */
final class MotoServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Skips the calling test where the command is not installed. */
  static MotoServer startOrSkip() throws IOException, InterruptedException {
    Optional<Path> command = command();
    assumeThat(command).as("moto_server is not installed, so S3 is not tested").isPresent();
    int port = freePort();
    Process process =
        new ProcessBuilder(
                List.of(command.get().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    MotoServer server = new MotoServer(process, URI.create("http://127.0.0.1:" + port));
    server.awaitAnswer(port);
    return server;
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    // The command may be a script of a version manager that runs the server as its child.
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private void awaitAnswer(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        Thread.sleep(100); // it does not listen yet
      }
    }
    close();
    throw new IOException("moto_server did not answer on port " + port);
  }

  private static Optional<Path> command() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "moto_server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
