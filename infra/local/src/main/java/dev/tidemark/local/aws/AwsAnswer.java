package dev.tidemark.local.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What a service answers to a call. */
public final class AwsAnswer {
  private static final int OK = 200;
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

  private final int status;
  private final byte[] body;
  private final Headers headers = new Headers();

  private AwsAnswer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  public static AwsAnswer of(byte[] body) {
    return of(OK, body);
  }

  public static AwsAnswer of(int status, byte[] body) {
    return new AwsAnswer(status, body.clone());
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
    headers.set(header, value);
    return this;
  }

  /** The same answer with one more cookie. */
  public AwsAnswer withCookie(String cookie) {
    headers.add("Set-Cookie", cookie);
    return this;
  }

  public void send(HttpExchange exchange) throws IOException {
    boolean empty =
        body.length == 0
            || WITHOUT_BODY.contains(status)
            || exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().putAll(headers);
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }
}
