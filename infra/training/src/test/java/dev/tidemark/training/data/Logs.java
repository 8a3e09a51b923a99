package dev.tidemark.training.data;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.Map;

/** Small logs for tests. */
public final class Logs {
  private Logs() {}

  /**
   * @param events each "user item seconds"
   */
  public static InteractionLog of(String... events) {
    InteractionLog log = new InteractionLog();
    int id = 0;
    for (String event : events) {
      String[] parts = event.split(" ", -1);
      log.add(
          new Interaction(
              new UserKey(parts[0]),
              "e" + id++,
              parts[1],
              "view",
              Instant.ofEpochSecond(Long.parseLong(parts[2])),
              Double.NaN,
              Double.NaN,
              0,
              Map.of()));
    }
    return log;
  }
}
