package dev.tidemark.servers.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChildServerTest {
  private static final int KILLED = 128 + 9;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> reasons = new LinkedBlockingQueue<>();
  private final AtomicInteger revived = new AtomicInteger();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final Upkeep upkeep =
      new Upkeep(ending::get, lines::add, revived::incrementAndGet, reasons::add);
  private Greeter server;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(Path.of("target", "lib")); // where jars of a real server are
    server = new Greeter();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldComeUpAgainAtItsPlaceWithALineAndGiveUpTheThirdTime() throws Exception {
    // Given
    URI endpoint = server.endpoint();
    server.keepUp(upkeep);

    for (int time = 1; time <= 2; time++) {
      // When
      server.process().destroyForcibly();

      // Then
      assertThat(lines.poll(30, TimeUnit.SECONDS))
          .startsWith("Greeter ended with exit code " + KILLED + "; up again after ");
      assertThat(server.endpoint()).isEqualTo(endpoint);
      assertThat(greeting()).isEqualTo("hello");
      assertThat(revived).hasValue(time);
    }

    // When
    server.process().destroyForcibly();

    // Then
    assertThat(reasons.poll(30, TimeUnit.SECONDS))
        .isEqualTo(
            "Greeter ended with exit code " + KILLED + ", the third time within five minutes");
    assertThat(lines).isEmpty();
  }

  @Test
  void shouldTellWhereItDoesNotComeUpAgain() throws Exception {
    // Given: somebody takes its port as soon as it is free
    server.keepUp(upkeep);
    server.process().destroyForcibly();
    server.process().onExit().get(10, TimeUnit.SECONDS);

    // When
    try (ServerSocket taken =
        new ServerSocket(server.endpoint().getPort(), 1, InetAddress.getLoopbackAddress())) {
      // Then
      assertThat(taken.isBound()).isTrue();
      assertThat(lines.poll(30, TimeUnit.SECONDS))
          .isEqualTo(
              "Greeter ended with exit code 137; not up again:"
                  + " Greeter ended with exit code 1 before it listened");
      assertThat(lines.poll(30, TimeUnit.SECONDS)).contains("ended with exit code 1; not up again");
      assertThat(reasons.poll(30, TimeUnit.SECONDS)).contains("third time");
    }
  }

  @Test
  void shouldStayDownWhereTheRunEnds() throws Exception {
    server.keepUp(upkeep);
    ending.set(true);
    ProcessHandle process = server.process();
    process.destroyForcibly();

    Thread.sleep(RestartPolicy.FIRST_PAUSE.toMillis() + 500);

    assertThat(server.process().pid()).isEqualTo(process.pid());
    assertThat(lines).isEmpty();
    assertThat(reasons).isEmpty();
  }

  private String greeting() throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.endpoint().getPort())) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** The smallest server that keeps to the rules. */
  static final class Greeter extends ChildServer {
    Greeter() {
      super(
          new Launch(
              "Greeter",
              Main.class,
              Path.of("infra", "servers", "child"),
              List.of("-XX:TieredStopAtLevel=1", "-Xmx32m"),
              Map.of(),
              List.of()),
          Redirect.DISCARD);
    }

    /** The child. */
    static final class Main {
      public static void main(String[] arguments) throws IOException {
        ServerSocket listener =
            new ServerSocket(Integer.parseInt(arguments[0]), 10, InetAddress.getLoopbackAddress());
        System.out.println(listener.getLocalPort());
        Thread greeter =
            new Thread(
                () -> {
                  while (true) {
                    try (Socket socket = listener.accept()) {
                      socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                      return;
                    }
                  }
                });
        greeter.setDaemon(true);
        greeter.start();
        while (System.in.read() >= 0) {
          // only the end of the stream matters
        }
      }
    }
  }
}
