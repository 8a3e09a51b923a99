package dev.tidemark.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RequestBodiesTest {
  private static final int ROOM = 64 * 1024;

  private final RequestBodies bodies = new RequestBodies(ROOM);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Semaphore read = new Semaphore(0);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = Loopback.server("bodies", 0);
    Loopback.serve(server, "/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.answer(exchange, this::length).send(exchange);
      RequestBodies.ignoreRest(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AwsAnswer length(byte[] body) throws InterruptedException {
    read.release();
    gate.await();
    return AwsAnswer.json(Map.of("length", body.length));
  }

  @AfterEach
  void stop() {
    Loopback.stop(server);
  }

  @Test
  void shouldReadWhatHasALengthAndWhatComesInChunks() throws Exception {
    assertThat(send(ofBytes(40_000)).body()).isEqualTo("{\"length\":40000}");
    assertThat(send(inChunks(40_000)).body()).isEqualTo("{\"length\":40000}");
    assertThat(send(ofBytes(0)).body()).isEqualTo("{\"length\":0}");
  }

  @Test
  void shouldRefuseWhatIsTooLargeByItsLengthBeforeAnythingOfItComes() throws Exception {
    String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
    assertThat(read.availablePermits()).isZero();
  }

  @Test
  void shouldTellWhoSendsOnThatItIsTooLarge() throws Exception {
    RequestBodies wide = new RequestBodies(2 * RequestBodies.LARGEST);
    Loopback.serve(
        server,
        "/wide",
        exchange -> {
          try (exchange) {
            wide.answer(exchange, this::length).send(exchange);
            RequestBodies.ignoreRest(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    for (BodyPublisher body : List.of(ofBytes(20_000_000), inChunks(20_000_000))) {
      HttpResponse<String> answer = send("/wide", body);
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }
    assertThat(read.availablePermits()).isZero();
  }

  @Test
  void shouldHaveRoomForSoManyBytesAtATime() throws Exception {
    // Given: two requests that take nearly all of it
    gate = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<String>>> held =
        Stream.of(ofBytes(30_000), ofBytes(30_000))
            .map(body -> client.sendAsync(request("/", body), ofText()))
            .toList();
    read.acquire(2);

    // When, Then
    for (BodyPublisher body : List.of(ofBytes(30_000), inChunks(30_000))) {
      HttpResponse<String> refused = send(body);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    // When, Then: one that has the patience
    CompletableFuture<HttpResponse<String>> waiting =
        client.sendAsync(request("/", ofBytes(30_000)), ofText());
    gate.countDown();
    assertThat(waiting.get().statusCode()).isEqualTo(200);
    for (CompletableFuture<HttpResponse<String>> each : held) {
      assertThat(each.get().statusCode()).isEqualTo(200);
    }

    // Then: all room is there again
    assertThat(send(ofBytes(ROOM)).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNotTakeHalfABodyForOne() throws Exception {
    String half = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
    assertThat(read.availablePermits()).isZero();
  }

  /** In a JVM of its own, which closes after a second and not after twenty. */
  @Test
  @Timeout(60)
  void shouldCloseWhatIsHalfSent() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsun.net.httpserver.maxReqTime=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      int other =
          Integer.parseInt(process.inputReader(StandardCharsets.US_ASCII).readLine().strip());
      try (Socket head = begun(other, "Host: loc");
          Socket body = begun(other, "Host: localhost\r\nContent-Length: 10\r\n\r\nhalf");
          Socket chunks =
              begun(other, "Host: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal")) {
        for (Socket socket : List.of(head, body, chunks)) {
          assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static Socket begun(int port, String head) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(("POST / HTTP/1.1\r\n" + head).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Serves until it is killed. */
  static final class Main {
    public static void main(String[] arguments) throws Exception {
      AwsServer server = AwsServer.start("half", 0);
      server.serve("/", (call, body) -> AwsAnswer.empty(204));
      System.out.println(server.port());
      Thread.sleep(Duration.ofMinutes(1).toMillis());
    }
  }

  private static BodyPublisher ofBytes(int length) {
    return BodyPublishers.ofByteArray(new byte[length]);
  }

  private static BodyPublisher inChunks(int length) {
    InputStream bytes = new ByteArrayInputStream(new byte[length]);
    return BodyPublishers.ofInputStream(() -> bytes);
  }

  private static HttpResponse.BodyHandler<String> ofText() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private HttpRequest request(String path, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .version(HttpClient.Version.HTTP_1_1)
        .POST(body)
        .build();
  }

  private HttpResponse<String> send(BodyPublisher body) throws Exception {
    return send("/", body);
  }

  private HttpResponse<String> send(String path, BodyPublisher body) throws Exception {
    return client.send(request(path, body), ofText());
  }
}
