package dev.tidemark.ingestapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.Listing;
import dev.tidemark.store.tables.PatchResult;
import dev.tidemark.store.tables.PutResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestRehearsalTest {
  private final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  private final WatchedCatalogue catalogue = new WatchedCatalogue();

  @Test
  void shouldReadOnceAndWriteNothing() {
    prime(Clock.systemUTC());

    assertThat(catalogue.reads).isEqualTo(1);
    assertThat(catalogue.writes).isZero();
    assertThat(interactions.size()).isZero();
  }

  @Test
  void shouldGoOnWhenTheStoreDoesNotAnswer() {
    catalogue.broken = true;

    assertThatCode(() -> prime(Clock.systemUTC())).doesNotThrowAnyException();
    assertThat(catalogue.reads).isEqualTo(1);
  }

  @Test
  void shouldFailWhereGoodEntriesAreRefused() {
    Clock slow = Clock.fixed(Instant.EPOCH.minus(Duration.ofDays(2)), ZoneOffset.UTC);

    assertThatThrownBy(() -> prime(slow))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("422");
  }

  private void prime(Clock clock) {
    RequestRehearsal.run(
        new Ports(interactions, catalogue, new Pseudonymiser(new byte[32]), clock),
        new Metrics("ingest-api", line -> {}));
  }

  /** Counts what is asked of it. */
  private static final class WatchedCatalogue implements CatalogueStore {
    private int reads;
    private int writes;
    private boolean broken;

    @Override
    public PutResult put(List<ItemUpdate> updates) {
      writes++;
      return new PutResult(updates.size(), 0, 0);
    }

    @Override
    public PatchResult patch(List<ItemUpdate> updates) {
      return new PatchResult(put(updates), Set.of());
    }

    @Override
    public PutResult delist(List<String> itemIds) {
      writes++;
      return new PutResult(itemIds.size(), 0, 0);
    }

    @Override
    public Set<String> activeListedBefore(Instant time) {
      return Set.of();
    }

    @Override
    public Map<String, Item> find(Collection<String> itemIds) {
      reads++;
      if (broken) {
        throw new StoreUnavailableException("broken", new IllegalStateException("broken"));
      }
      return Map.of();
    }

    @Override
    public Map<String, List<Float>> vectors(Collection<String> itemIds) {
      return Map.of();
    }

    @Override
    public List<Item> newestActive(int limit) {
      return List.of();
    }

    @Override
    public Listing listed(Optional<Listing.Place> behind, int limit) {
      return Listing.NOTHING;
    }
  }
}
