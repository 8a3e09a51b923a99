package dev.tidemark.local.aws;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns away who does not hold the secret of the run, before anything reads the request. */
final class HoldersOnly extends Filter {
  private final RunSecret secret;

  HoldersOnly(RunSecret secret) {
    this.secret = secret;
  }

  @Override
  public String description() {
    return "refuses requests without the secret of the run";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Optional<String> refusal =
        secret.refusal(exchange.getRequestHeaders().getOrDefault(RunSecret.HEADER, List.of()));
    if (refusal.isEmpty()) {
      chain.doFilter(exchange);
      return;
    }
    try (exchange) {
      AwsAnswer.json(403, Map.of("message", refusal.get())).send(exchange);
    }
  }
}
