package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets a command start work that takes its time here and follow it: the answer is JSON lines,
 * {@code line} while it goes on, {@code outcome} at the end. Who goes away does not stop it.
 */
record WorkEndpoint(TrainingLog log, Work work) implements HttpHandler {
  /** Not below /v1, which is the product's. */
  static final String TRAIN = "/local/train";

  static final String BATCH = "/local/batch";
  static final String OUTCOME = "outcome";

  /** What is done. */
  interface Work {
    /**
     * Does it.
     *
     * @param asked what was sent, an object
     * @return {@link #OUTCOME} and what else is to be told
     */
    Map<String, ?> run(JsonNode asked) throws Exception;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] asked = exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/jsonl");
      exchange.sendResponseHeaders(200, 0);
      Listener listener = new Listener(exchange.getResponseBody());
      log.listen(listener);
      try {
        listener.write(outcome(asked));
      } finally {
        log.forget(listener);
      }
    }
  }

  private Map<String, ?> outcome(byte[] asked) {
    try {
      return work.run(LocalJson.MAPPER.readTree(asked));
    } catch (Exception e) {
      // Whatever it was, the one who asked is told, and the product goes on.
      return Map.of(OUTCOME, "failed", "reason", PlainText.of(e));
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

    synchronized void write(Map<String, ?> entry) {
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
