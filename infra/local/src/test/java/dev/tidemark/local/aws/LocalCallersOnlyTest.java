package dev.tidemark.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks HTTP by hand, since Java's client sets Host and Origin itself. */
class LocalCallersOnlyTest {
  private AwsServer server;

  @BeforeEach
  void start() throws IOException {
    server = AwsServer.start("test", 0);
    server.serve("/", (call, body) -> AwsAnswer.json(Map.of("answer", "for this machine alone")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:3000", "127.0.0.1", "127.0.0.1:1", "[::1]:3000"})
  void shouldAnswerToThisMachinesNames(String host) throws IOException {
    assertThat(answer("Host: " + host)).startsWith("HTTP/1.1 200 ").contains("this machine alone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.example",
        "shop.example:3000",
        "localhost.shop.example",
        "127.0.0.1.shop.example",
        "127.0.0.2",
        "0.0.0.0",
        "localhost@shop.example",
        "localhost:3000:1",
        ""
      })
  void shouldRefuseEveryOtherName(String host) throws IOException {
    assertThat(answer("Host: " + host))
        .startsWith("HTTP/1.1 403 ")
        .contains("Host: only localhost and 127.0.0.1 are answered to")
        .doesNotContain("this machine alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "https://localhost", "http://127.0.0.1:3000"})
  void shouldAnswerPagesOfThisMachine(String origin) throws IOException {
    assertThat(answer("Host: localhost\r\nOrigin: " + origin)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example",
        "http://localhost.shop.example",
        "http://localhost:3000/x",
        "null",
        "file://",
        ""
      })
  void shouldRefuseForeignPages(String origin) throws IOException {
    assertThat(answer("Host: localhost\r\nOrigin: " + origin))
        .startsWith("HTTP/1.1 403 ")
        .contains("Origin: only pages of localhost and 127.0.0.1 are answered");
  }

  @Test
  void shouldLookAtEveryHostAndOrigin() throws IOException {
    assertThat(answer("Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://shop.example"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(answer("Host: localhost\r\nHost: shop.example")).doesNotStartWith("HTTP/1.1 200 ");
  }

  private String answer(String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = "GET / HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
