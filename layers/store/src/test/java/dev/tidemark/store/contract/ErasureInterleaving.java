package dev.tidemark.store.contract;

import static dev.tidemark.store.contract.Samples.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.store.tables.ErasureStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PersonTable;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Steps of erasures, of senders and of readers in an order drawn at random. A sender that looked
 * before the tombstone was there and writes behind the last page of deletions is one of them.
 */
public final class ErasureInterleaving {
  private static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private final Stores stores;
  private final Random random;
  private long now = BEGIN;
  private Instant erasedAt = Instant.MIN;
  private int events;

  /** One store by its ports. */
  public record Stores(InteractionStore interactions, ErasureStore erasures, PersonTable table) {}

  public ErasureInterleaving(Stores stores, Random random) {
    this.stores = stores;
    this.random = random;
  }

  public void run(int steps) {
    for (int step = 0; step < steps; step++) {
      now += 1 + random.nextInt(3);
      switch (random.nextInt(6)) {
        case 0 -> stores.interactions().put(List.of(event(now), event(BEGIN + past()), event(now)));
        case 1 -> stores.interactions().put(List.of(event(BEGIN + past())));
        case 2 -> stores.interactions().putNew(List.of(event(BEGIN + past())));
        case 3 -> stores.table().deleteSome(USER);
        case 4 -> {
          if (random.nextInt(3) == 0) {
            erasedAt = Instant.ofEpochMilli(now);
            stores.erasures().erase(USER, erasedAt);
          }
        }
        default -> {
          // Only readers.
        }
      }
      assertNothingOld();
    }
  }

  private long past() {
    return random.nextLong(now - BEGIN + 1);
  }

  private Interaction event(long millis) {
    return Samples.interaction(USER, "event-" + events++ % 30, millis, events);
  }

  private void assertNothingOld() {
    assertThat(stores.interactions().newest(USER, 1 + random.nextInt(20)))
        .as("served")
        .noneMatch(it -> it.isUpTo(erasedAt));
    assertThat(stores.interactions().some(USER, 20))
        .as("moved to another user")
        .noneMatch(it -> it.isUpTo(erasedAt));
    assertThat(stores.erasures().held(USER, "").interactions())
        .as("shown")
        .noneMatch(it -> it.isUpTo(erasedAt));
  }
}
