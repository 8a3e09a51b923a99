package dev.tidemark.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryFolder;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.files.PurgeList;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EventLoadProperties {
  private static final Instant RECEIVED = Instant.ofEpochSecond(1_790_000_000);
  private final Pseudonymiser users = new Pseudonymiser(new byte[32]);

  @Property(tries = 60)
  void shouldStoreAsIfThereWereOneListAfterTheOther(
      @ForAll @Size(max = 3_000) List<@IntRange(max = 1_500) Integer> ids,
      @ForAll boolean isNew,
      @ForAll @IntRange(min = 1, max = 3_000) int expected) {
    // Given
    InMemoryInteractionStore inOrder = new InMemoryInteractionStore();
    InMemoryInteractionStore loaded = new InMemoryInteractionStore();
    Importer.Totals totals = new Importer.Totals();
    ImportTarget target =
        new ImportTarget(
            loaded,
            isNew,
            new InMemoryCatalogueStore(),
            users,
            new PurgeList(new InMemoryFolder()));

    // When
    try (EventLoad load = new EventLoad(target, expected, RECEIVED, totals)) {
      int place = 0;
      for (int id : ids) {
        Event event = event(id, place);
        load.add(event);
        inOrder.put(
            List.of(
                Interaction.of(
                    event, users.keyOf("u"), Interaction.sequenceOf(RECEIVED, place++))));
      }
      load.finish();
    }

    // Then
    assertThat(loaded.newest(users.keyOf("u"), 9_999))
        .isEqualTo(inOrder.newest(users.keyOf("u"), 9_999));
    assertThat(totals.stored()).isEqualTo(inOrder.size());
    assertThat(totals.duplicates()).isEqualTo(ids.size() - inOrder.size());
  }

  private static Event event(int id, int value) {
    Instant time = Instant.ofEpochSecond(1_764_000_000);
    return new Event("e" + id, "u", "i", "view", time, value, Double.NaN, 0, Map.of());
  }
}
