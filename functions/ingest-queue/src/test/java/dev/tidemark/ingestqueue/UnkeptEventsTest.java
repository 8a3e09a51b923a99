package dev.tidemark.ingestqueue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not be kept goes neither into the table nor to the dead letters. */
class UnkeptEventsTest {
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  private static final Instant ERASED_AT = Instant.parse("2025-11-24T12:00:00Z");

  private final InMemoryInteractionStore store = new InMemoryInteractionStore();
  private String file = "";
  private final Messages messages =
      new Messages(
          new Ports(store, new InMemoryCatalogueStore(), USERS, Clock.systemUTC()),
          key -> Optional.of(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))));
  private final Queue queue = new Queue(messages);

  @BeforeEach
  void erase() {
    store.erase(USERS.keyOf("gone"), ERASED_AT);
  }

  @Test
  void shouldRefuseLateEventsOfTheBus() {
    List<String> failures =
        queue.deliver(
            Queue.event("Shopper Event", event("gone", "2025-11-24T11:00:00Z", "")),
            Queue.event("Shopper Event", event("u", "2025-11-24T11:00:00Z", ",'consent':false")),
            Queue.event("Shopper Event", event("gone", "2025-11-24T12:00:01Z", "")));

    assertThat(failures).isEmpty();
    assertThat(queue.reasons()).isEmpty();
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.newest(USERS.keyOf("gone"), 9)).hasSize(1);
  }

  @Test
  void shouldTellWhatItDidNotKeep() {
    String list =
        "{'events':["
            + event("gone", "2025-11-24T11:00:00Z", "")
            + ","
            + event("u", "2025-11-24T11:00:00Z", ",'context':{'consent':'denied'}")
            + ","
            + event("u", "2025-11-24T11:00:00Z", "")
            + "]}";

    assertThat(messages.take(Queue.event("Shopper Event", list), new TimeLeft(() -> 60_000)))
        .hasToString(
            "Shopper Event: 3 read, 1 stored, 0 already there, 2 refused: 1 x no consent (at 1), 1"
                + " x user erased (at 0)");
  }

  @Test
  void shouldRefuseLateRowsOfAFile() {
    file =
        """
        user_id,item_id,event_type,timestamp,consent
        gone,i,view,2025-11-24T11:00:00Z,
        u,i,view,2025-11-24T11:00:00Z,denied
        u,i,view,2025-11-24T11:00:00Z,hm
        gone,i,view,2025-11-24T12:00:01Z,granted
        gone,j,view,2025-11-24T11:59:59Z,yes
        """;

    assertThat(messages.take(Queue.file("events/late.csv"), new TimeLeft(() -> 60_000)))
        .hasToString(
            "events/late.csv: 5 read, 1 stored, 0 already there, 4 refused: 1 x consent not usable"
                + " (at 4), 1 x no consent (at 3), 2 x user erased (at 2, 6)");
    assertThat(store.newest(USERS.keyOf("gone"), 9)).hasSize(1);
    assertThat(store.isEmpty(USERS.keyOf("u"))).isTrue();
  }

  @Test
  void shouldNotSetAsideAFileOfNothingElse() {
    file = "user_id,item_id,event_type,timestamp\ngone,i,view,2025-11-24T11:00:00Z\n";

    assertThat(queue.deliver(Queue.file("events/late.csv"))).isEmpty();
    assertThat(queue.reasons()).isEmpty();
    assertThat(store.size()).isZero();
  }

  private static String event(String user, String time, String more) {
    return "{'userId':'"
        + user
        + "','itemId':'i','type':'view','timestamp':'"
        + time
        + "'"
        + more
        + "}";
  }
}
