package dev.tidemark.local.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Lets {@code tidemark train} start a training here and follow it: the answer is JSON lines, {@code
 * line} while it goes on, {@code outcome} at the end. Who goes away does not stop it.
 *
 * @param training runs one and returns the new model's version
 */
record TrainEndpoint(TrainingLog log, Callable<Optional<String>> training) implements HttpHandler {
  /** Not below /v1, which is the product's. */
  static final String PATH = "/local/train";

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/jsonl");
      exchange.sendResponseHeaders(200, 0);
      Listener listener = new Listener(exchange.getResponseBody());
      log.listen(listener);
      try {
        listener.write(outcome());
      } finally {
        log.forget(listener);
      }
    }
  }

  private Map<String, String> outcome() {
    try {
      return training
          .call()
          .map(version -> Map.of("outcome", "trained", "model", version))
          .orElse(Map.of("outcome", "not due"));
    } catch (Exception e) {
      // Whatever it was, the one who asked is told, and the product goes on.
      return Map.of("outcome", "failed", "reason", PlainText.of(e));
    }
  }

  /** Gives up quietly where nobody reads any more. */
  private static final class Listener implements Consumer<String> {
    private final OutputStream out;
    private boolean gone;

    Listener(OutputStream out) {
      this.out = out;
    }

    @Override
    public void accept(String line) {
      write(Map.of("line", line));
    }

    synchronized void write(Map<String, String> entry) {
      if (gone) {
        return;
      }
      try {
        out.write(LocalJson.bytes(entry));
        out.write('\n');
        out.flush();
      } catch (IOException e) {
        gone = true;
      }
    }
  }
}
