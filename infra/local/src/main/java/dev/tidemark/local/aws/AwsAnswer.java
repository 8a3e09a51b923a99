package dev.tidemark.local.aws;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a service answers to a call. */
public final class AwsAnswer {
  private static final int OK = 200;

  private final int status;
  private final byte[] body;
  private final Map<String, String> headers = new HashMap<>();

  private AwsAnswer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  public static AwsAnswer of(byte[] body) {
    return new AwsAnswer(OK, body.clone());
  }

  public static AwsAnswer json(Object document) {
    return json(OK, document);
  }

  public static AwsAnswer json(int status, Object document) {
    return new AwsAnswer(status, LocalJson.bytes(document))
        .with("Content-Type", "application/json");
  }

  public static AwsAnswer xml(String document) {
    return of(document.getBytes(StandardCharsets.UTF_8)).with("Content-Type", "text/xml");
  }

  public static AwsAnswer empty(int status) {
    return new AwsAnswer(status, new byte[0]);
  }

  /** The same answer with one more header. */
  public AwsAnswer with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
