package dev.tidemark.local.aws.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.UrlText;
import dev.tidemark.local.template.Route;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes a request as API Gateway's event, payload format 2.0. */
final class HttpApiEvent {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private static final Pattern COOKIES = Pattern.compile("; *");

  /** Content types whose bodies travel as text; all others are base64. */
  private static final Pattern TEXT =
      Pattern.compile("text/.*|application/(.*\\+)?(json|xml|javascript)");

  private HttpApiEvent() {}

  static byte[] write(
      HttpExchange exchange,
      Route route,
      Map<String, String> parameters,
      byte[] body,
      Instant now) {
    String path = UrlText.decodePath(exchange.getRequestURI().getRawPath());
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    Map<String, Object> event = new HashMap<>();
    event.put("version", "2.0");
    event.put("routeKey", route.key());
    event.put("rawPath", path);
    event.put("rawQueryString", query);
    event.put("requestContext", context(exchange, route, path, now));
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", all)));
    event.put("headers", headers);
    if (headers.remove("cookie") != null) {
      List<String> lines = exchange.getRequestHeaders().get("Cookie");
      event.put("cookies", lines.stream().flatMap(COOKIES::splitAsStream).toList());
    }
    if (!query.isEmpty()) {
      event.put("queryStringParameters", UrlText.query(query));
    }
    if (!parameters.isEmpty()) {
      event.put("pathParameters", parameters);
    }
    boolean isText = isText(exchange.getRequestHeaders().getFirst("Content-Type"));
    Optional<String> text = isText ? text(body) : Optional.empty();
    if (body.length > 0) {
      event.put("body", text.isPresent() ? text.get() : body); // else base64
    }
    event.put("isBase64Encoded", body.length > 0 && text.isEmpty());
    return LocalJson.bytes(event);
  }

  /** Bytes that are no text reach the function as they are, which refuses them. */
  private static Optional<String> text(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> context(
      HttpExchange exchange, Route route, String path, Instant now) {
    Map<String, String> http = new HashMap<>();
    http.put("method", exchange.getRequestMethod());
    http.put("path", path);
    http.put("protocol", exchange.getProtocol());
    http.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
    String agent = exchange.getRequestHeaders().getFirst("User-Agent");
    http.put("userAgent", agent == null ? "" : agent);
    Map<String, Object> context = new HashMap<>();
    context.put("accountId", LocalAccount.ID);
    context.put("apiId", "local");
    context.put("domainName", "localhost");
    context.put("domainPrefix", "localhost");
    context.put("http", http);
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", route.key());
    context.put("stage", "$default");
    context.put("time", TIME.format(now.atOffset(ZoneOffset.UTC)));
    context.put("timeEpoch", now.toEpochMilli());
    return context;
  }

  private static boolean isText(String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return TEXT.matcher(type).matches();
  }
}
