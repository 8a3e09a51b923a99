package dev.tidemark.local.aws;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.servers.child.LocalCallers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns away what is not of this machine, before anything reads it. */
final class LocalCallersOnly extends Filter {
  @Override
  public String description() {
    return "refuses a Host that is not this machine, and a foreign Origin";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    Optional<String> refusal =
        LocalCallers.refusal(
            headers.getOrDefault("Host", List.of()), headers.getOrDefault("Origin", List.of()));
    if (refusal.isEmpty()) {
      chain.doFilter(exchange);
      return;
    }
    try (exchange) {
      AwsAnswer.json(403, Map.of("message", refusal.get())).send(exchange);
    }
  }
}
