package dev.tidemark.lab.classic;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small data for tests; an item's category is the first letter of its name. */
final class RatedLog {
  private final InteractionLog log = new InteractionLog();
  private int events;

  /**
   * @param stars NaN = a purchase instead of a rating
   */
  RatedLog add(String user, String item, long seconds, double stars) {
    log.add(
        new Interaction(
            new UserKey(user),
            String.format("e%06d", events++),
            item,
            Double.isNaN(stars) ? Behaviour.PURCHASE : Behaviour.RATING,
            Instant.ofEpochSecond(seconds),
            stars,
            Double.NaN,
            0,
            Map.of()));
    log.add(new Item(item, "", item.substring(0, 1), Double.NaN, List.of(), List.of(), true));
    return this;
  }

  TrainingData leaveOneOut() {
    return encode(Split.leaveOneOut(Optional.empty()));
  }

  TrainingData byTime() {
    log.sortAsServed();
    return encode(Split.byTime(log, Optional.empty()));
  }

  private TrainingData encode(Split split) {
    return new LogEncoder(log, split).encode(10, 5);
  }
}
