package dev.tidemark.local.aws;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lets programs of this machine through and turns away what a web page could send that somebody has
 * open: it names another host where it reaches us by a name of its own, and its origin elsewhere.
 */
final class LocalCallers extends Filter {
  private static final String HERE = "(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?";
  private static final Pattern HOST = Pattern.compile(HERE, Pattern.CASE_INSENSITIVE);
  private static final Pattern ORIGIN =
      Pattern.compile("https?://" + HERE, Pattern.CASE_INSENSITIVE);

  @Override
  public String description() {
    return "refuses a Host that is not this machine, and a foreign Origin";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    if (!areAll(HOST, headers.getOrDefault("Host", List.of("")))) {
      refuse(exchange, "Host: the local run answers to localhost and 127.0.0.1 only");
    } else if (!areAll(ORIGIN, headers.getOrDefault("Origin", List.of()))) {
      refuse(exchange, "Origin: the local run answers pages of localhost and 127.0.0.1 only");
    } else {
      chain.doFilter(exchange);
    }
  }

  private static boolean areAll(Pattern pattern, List<String> values) {
    return values.stream().allMatch(value -> pattern.matcher(value).matches());
  }

  private static void refuse(HttpExchange exchange, String why) throws IOException {
    try (exchange) {
      AwsAnswer.json(403, Map.of("message", why)).send(exchange);
    }
  }
}
