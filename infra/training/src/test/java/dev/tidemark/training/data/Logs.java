package dev.tidemark.training.data;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.Map;

/** Small logs for tests. */
public final class Logs {
  private Logs() {}

  /**
   * In the order of the list at one instant.
   *
   * @param events each "user item seconds", a view, or "user item seconds behaviour stars"
   */
  public static InteractionLog of(String... events) {
    InteractionLog log = new InteractionLog();
    for (int i = 0; i < events.length; i++) {
      String[] parts = events[i].split(" ", -1);
      log.add(
          new Interaction(
              new UserKey(parts[0]),
              "e" + i,
              parts[1],
              parts.length > 3 ? parts[3] : "view",
              Instant.ofEpochSecond(Long.parseLong(parts[2])),
              i,
              parts.length > 4 ? Double.parseDouble(parts[4]) : Double.NaN,
              Double.NaN,
              0,
              Map.of()));
    }
    return log;
  }
}
