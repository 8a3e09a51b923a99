package dev.tidemark.follow;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.store.tables.CounterStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Which events make an item popular: what a shopper did with it, lately, and did not take back.
 *
 * @param clock tells now
 */
record Interest(InstantSource clock) {
  /** How far ahead of ours a sender's clock may be, as ingestion has it. */
  private static final Duration AHEAD = Duration.ofDays(1);

  boolean isIn(Interaction interaction) {
    Instant now = clock.instant();
    return !interaction.isImpression()
        && !Behaviour.takesBack(interaction.type())
        && interaction.timestamp().isAfter(now.minus(CounterStore.WINDOW))
        && interaction.timestamp().isBefore(now.plus(AHEAD));
  }
}
