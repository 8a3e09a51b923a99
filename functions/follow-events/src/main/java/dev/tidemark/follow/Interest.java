package dev.tidemark.follow;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.store.tables.CounterStore;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Which events make an item popular: what a shopper did with it, lately, and did not take back.
 *
 * @param clock tells now
 */
record Interest(InstantSource clock) {
  boolean isIn(Interaction interaction) {
    Instant now = clock.instant();
    return !interaction.isImpression()
        && !Behaviour.takesBack(interaction.type())
        && interaction.timestamp().isAfter(now.minus(CounterStore.WINDOW))
        && !Event.isAhead(interaction.timestamp(), now);
  }
}
