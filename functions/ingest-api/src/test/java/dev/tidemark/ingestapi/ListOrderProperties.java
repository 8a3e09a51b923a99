package dev.tidemark.ingestapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ListOrderProperties {
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  private static final Clock START =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  /**
   * A shop's events of a few instants, sent in lists of any length, each list twice.
   *
   * @param seconds time of each event
   * @param length of each list
   */
  @Property(tries = 200)
  void shouldKeepTheOrderOfTheListsWithinOneInstant(
      @ForAll @Size(max = 60) List<@IntRange(max = 2) Integer> seconds,
      @ForAll @IntRange(min = 1, max = 20) int length) {
    // Given
    InMemoryInteractionStore store = new InMemoryInteractionStore();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < seconds.size(); i++) {
      events.add(
          "{\"userId\":\"u\",\"itemId\":\"%d\",\"type\":\"view\",\"timestamp\":%d}"
              .formatted(i, 1_764_000_000_000L + 1000 * seconds.get(i)));
    }

    // When
    for (int from = 0; from < events.size(); from += length) {
      List<String> list = events.subList(from, Math.min(events.size(), from + length));
      for (int retry = 0; retry < 2; retry++) {
        Clock clock = Clock.offset(START, Duration.ofMillis(2L * from + retry));
        new Client(new Ports(store, new InMemoryCatalogueStore(), USERS, clock))
            .events("{\"events\":[" + String.join(",", list) + "]}");
      }
    }

    // Then
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < seconds.size(); i++) {
      expected.add(i);
    }
    expected.sort(Comparator.comparing(seconds::get));
    List<Interaction> stored = new ArrayList<>(store.newest(USERS.keyOf("u"), 100));
    Collections.reverse(stored);
    assertThat(stored).extracting(it -> Integer.valueOf(it.itemId())).isEqualTo(expected);
  }
}
