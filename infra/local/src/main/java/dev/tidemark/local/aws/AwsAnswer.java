package dev.tidemark.local.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.util.Set;

/**
 * What a service answers to a call.
 *
 * @param headers may be added to until it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // on its way only, never compared
public record AwsAnswer(int status, byte[] body, Headers headers) {
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

  public AwsAnswer(int status, byte[] body) {
    this(status, body, new Headers());
  }

  public static AwsAnswer of(byte[] body) {
    return new AwsAnswer(200, body);
  }

  public static AwsAnswer json(Object document) {
    return json(200, document);
  }

  public static AwsAnswer json(int status, Object document) {
    return new AwsAnswer(status, LocalJson.bytes(document))
        .with("Content-Type", "application/json");
  }

  public static AwsAnswer empty(int status) {
    return new AwsAnswer(status, new byte[0]);
  }

  /** The same answer with one more header. */
  public AwsAnswer with(String header, String value) {
    headers.set(header, value);
    return this;
  }

  /** Without a body where HTTP wants none. */
  public void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().putAll(headers);
    boolean empty =
        body.length == 0
            || WITHOUT_BODY.contains(status)
            || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }
}
