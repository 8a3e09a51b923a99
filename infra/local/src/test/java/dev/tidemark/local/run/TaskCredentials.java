package dev.tidemark.local.run;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.local.aws.Loopback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Gives credentials as Lambda does under SnapStart, over HTTP; all last a short time only. */
final class TaskCredentials implements AutoCloseable {
  private final HttpServer server;
  private volatile String accessKey;

  TaskCredentials(String accessKey, String token, Duration lifetime) throws IOException {
    this.accessKey = accessKey;
    server = Loopback.server("credentials", 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer =
              String.format(
                      "{\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"s\",\"Token\":\"%s\","
                          + "\"Expiration\":\"%s\"}",
                      this.accessKey, token, Instant.now().plus(lifetime))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  /** Credentials given from now on. */
  void change(String newAccessKey) {
    accessKey = newAccessKey;
  }

  /** The function's environment with these credentials in place of fixed ones. */
  Map<String, String> in(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_ACCESS_KEY_ID", "");
    all.put("AWS_SECRET_ACCESS_KEY", "");
    all.put("AWS_SESSION_TOKEN", "");
    all.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return all;
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }
}
