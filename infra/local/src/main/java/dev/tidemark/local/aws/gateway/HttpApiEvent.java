package dev.tidemark.local.aws.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.UrlText;
import dev.tidemark.local.template.Route;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes a request as API Gateway's event, payload format 2.0. */
record HttpApiEvent(Clock clock) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private static final Pattern COOKIES = Pattern.compile("; *");

  /** Content types whose bodies travel as text; all others are base64. */
  private static final Pattern TEXT =
      Pattern.compile("text/.*|application/(.*\\+)?(json|xml|javascript)");

  byte[] write(HttpExchange exchange, Route route, Map<String, String> parameters, byte[] body) {
    String path = UrlText.decodePath(exchange.getRequestURI().getRawPath());
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", all)));
    headers.remove("cookie");
    Map<String, Object> event = new HashMap<>();
    event.put("version", "2.0");
    event.put("routeKey", route.key());
    event.put("rawPath", path);
    event.put("rawQueryString", query);
    event.put("headers", headers);
    event.put("requestContext", context(exchange, route, path));
    List<String> cookies = exchange.getRequestHeaders().get("Cookie");
    if (cookies != null) {
      event.put("cookies", cookies.stream().flatMap(COOKIES::splitAsStream).toList());
    }
    if (!query.isEmpty()) {
      event.put("queryStringParameters", UrlText.query(query));
    }
    if (!parameters.isEmpty()) {
      event.put("pathParameters", parameters);
    }
    boolean text = isText(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (body.length > 0) {
      event.put("body", text ? new String(body, StandardCharsets.UTF_8) : body);
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
    return LocalJson.bytes(event);
  }

  private Map<String, Object> context(HttpExchange exchange, Route route, String path) {
    Map<String, String> http =
        Map.of(
            "method",
            exchange.getRequestMethod(),
            "path",
            path,
            "protocol",
            exchange.getProtocol(),
            "sourceIp",
            exchange.getRemoteAddress().getAddress().getHostAddress(),
            "userAgent",
            exchange.getRequestHeaders().getOrDefault("User-Agent", List.of("")).get(0));
    Map<String, Object> context = new HashMap<>();
    context.put("accountId", LocalAccount.ID);
    context.put("apiId", "local");
    context.put("domainName", "localhost");
    context.put("domainPrefix", "localhost");
    context.put("http", http);
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", route.key());
    context.put("stage", "$default");
    context.put("time", TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    context.put("timeEpoch", clock.millis());
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
