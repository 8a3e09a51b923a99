package dev.tidemark.local.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * AWS's JSON and query protocols on loopback: reads a call, lets the service answer it and tells
 * its errors as AWS does. Signatures are not looked at, which is why it never listens elsewhere; it
 * logs nothing, since calls hold personal data.
 */
public final class AwsServer implements AutoCloseable {
  private static final int BODIES_TOGETHER = 4 * RequestBodies.LARGEST;

  private final HttpServer server;

  private AwsServer(HttpServer server) {
    this.server = server;
  }

  /** One service's interface. */
  @FunctionalInterface
  public interface Service {
    /**
     * @param call gives method, path and headers
     * @throws AwsError what the caller is told instead of a result
     */
    AwsAnswer answer(HttpExchange call, byte[] body) throws IOException, InterruptedException;
  }

  /**
   * Starts without a service.
   *
   * @param port 0 = any free one
   * @throws java.net.BindException where the port is taken
   */
  public static AwsServer start(String name, int port) throws IOException {
    HttpServer server = Loopback.server(name, port);
    server.start();
    return new AwsServer(server);
  }

  /** From now on the service answers below this path. */
  public void serve(String path, Service service) {
    Loopback.serve(server, path, handler(service));
  }

  /** The same for those alone who hold the secret of the run. */
  public void control(String path, RunSecret secret, Service service) {
    Loopback.control(server, path, secret, handler(service));
  }

  /** The service for a server that others answer on, too. */
  public static HttpHandler handler(Service service) {
    RequestBodies bodies = new RequestBodies(BODIES_TOGETHER);
    return exchange -> {
      try (exchange) {
        bodies.answer(exchange, body -> answer(exchange, body, service)).send(exchange);
        RequestBodies.ignoreRest(exchange);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static AwsAnswer answer(HttpExchange exchange, byte[] body, Service service)
      throws IOException, InterruptedException {
    try {
      return service.answer(exchange, body);
    } catch (AwsError e) {
      return AwsAnswer.json(e.status(), Map.of("__type", e.type(), "message", e.getMessage()))
          .with("X-Amzn-Errortype", e.type());
    } catch (RuntimeException e) {
      return AwsAnswer.json(
          500, Map.of("__type", "InternalFailure", "message", "the call failed, which is a fault"));
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }
}
