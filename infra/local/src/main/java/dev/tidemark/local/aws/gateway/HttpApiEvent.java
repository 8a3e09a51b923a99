package dev.tidemark.local.aws.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.UrlText;
import dev.tidemark.local.template.Route;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes a request as API Gateway's event, payload format 2.0. */
final class HttpApiEvent {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

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
    String query = exchange.getRequestURI().getRawQuery();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0");
    event.put("routeKey", route.key());
    event.put("rawPath", path);
    event.put("rawQueryString", query == null ? "" : query);
    ObjectNode headers = event.putObject("headers");
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.equals("cookie")) {
                var cookies = event.putArray("cookies");
                values.forEach(line -> List.of(line.split("; *")).forEach(cookies::add));
              } else {
                headers.put(lower, String.join(",", values));
              }
            });
    if (query != null && !query.isEmpty()) {
      ObjectNode node = event.putObject("queryStringParameters");
      UrlText.query(query).forEach(node::put);
    }
    context(event.putObject("requestContext"), exchange, route, path, now);
    if (!parameters.isEmpty()) {
      ObjectNode node = event.putObject("pathParameters");
      parameters.forEach(node::put);
    }
    boolean text = isText(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (body.length > 0) {
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
    return LocalJson.bytes(event);
  }

  private static void context(
      ObjectNode context, HttpExchange exchange, Route route, String path, Instant now) {
    context.put("accountId", LocalAccount.ID);
    context.put("apiId", "local");
    context.put("domainName", "localhost");
    context.put("domainPrefix", "localhost");
    ObjectNode http = context.putObject("http");
    http.put("method", exchange.getRequestMethod());
    http.put("path", path);
    http.put("protocol", exchange.getProtocol());
    http.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
    String agent = exchange.getRequestHeaders().getFirst("User-Agent");
    http.put("userAgent", agent == null ? "" : agent);
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", route.key());
    context.put("stage", "$default");
    context.put("time", TIME.format(now.atOffset(ZoneOffset.UTC)));
    context.put("timeEpoch", now.toEpochMilli());
  }

  private static boolean isText(String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return TEXT.matcher(type).matches();
  }
}
