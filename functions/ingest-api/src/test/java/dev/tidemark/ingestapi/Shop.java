package dev.tidemark.ingestapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingest.Outcome;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.tables.FakeTime;
import dev.tidemark.store.tables.InteractionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A shop that sends a few events over and over, and what it must find in the table: the model is a
 * set of what was sent, a set of what was acknowledged, and what each event was when it was first
 * seen there.
 */
final class Shop {
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);

  private final Tables tables;
  private final FakeTime time = new FakeTime();
  private final Shoppers shoppers;
  private final List<Sent> requests = new ArrayList<>();
  private final Set<Integer> sent = new HashSet<>();
  private final Set<Integer> acknowledged = new HashSet<>();
  private final Set<Integer> raced = new HashSet<>();
  private final Map<Integer, Interaction> seen = new HashMap<>();
  private Ports ports;
  private Client client;
  private int counted;

  /** Where the events go, and what can befall it. */
  interface Tables {
    /** A store as a fresh process has it, on the same tables. */
    InteractionStore open(FakeTime time);

    /** The tables as they are, whatever befalls others. */
    InteractionStore undisturbed();

    /** From now on so many calls in a hundred fail, by the plan of the seed; 0 heals. */
    void disturb(long seed, int inHundred);

    /** Lets somebody do something while the next batch is under way. */
    void whileStoring(Runnable other);
  }

  /**
   * @param received of a message of the bus, which is the same whenever it comes; empty for a
   *     request to the API
   */
  private record Sent(List<Integer> events, JsonNode entries, Optional<Instant> received) {
    List<Integer> valid() {
      return events.stream().filter(event -> event >= 0).toList();
    }
  }

  /**
   * @param name of this shop alone, where tables are shared
   */
  Shop(Tables tables, String name) {
    this.tables = tables;
    shoppers = new Shoppers(name, time);
    tables.disturb(0, 0);
    restart();
  }

  /** What follows is done by a fresh process. */
  void restart() {
    ports = new Ports(tables.open(time), new InMemoryCatalogueStore(), USERS, time);
    client = new Client(ports);
  }

  void disturb(long seed, int inHundred) {
    tables.disturb(seed, inHundred);
  }

  /** Sends a list for the first time. */
  void send(List<Integer> events, boolean byBus) {
    Optional<Instant> received = byBus ? Optional.of(time.instant()) : Optional.empty();
    requests.add(new Sent(events, shoppers.entries(events), received));
    deliver(requests.get(requests.size() - 1));
  }

  /**
   * Sends a list again, whether it was acknowledged or not.
   *
   * @param withNewTimes whether the shop's server writes it anew, as its clock is now
   */
  void sendAgain(int which, boolean withNewTimes) {
    if (!requests.isEmpty()) {
      Sent before = requests.get(which % requests.size());
      deliver(
          withNewTimes
              ? new Sent(before.events(), shoppers.entries(before.events()), before.received())
              : before);
    }
  }

  /** Two callers at once: the second comes in between what the first reads and what it writes. */
  void race(List<Integer> first, List<Integer> second) {
    raced.addAll(first);
    raced.addAll(second);
    tables.whileStoring(() -> send(second, false));
    send(first, false);
  }

  /** Once nothing fails any more, all that was not acknowledged is sent again. */
  void recover() {
    tables.disturb(0, 0);
    List.copyOf(requests).forEach(this::deliver);
    assertThat(acknowledged).isEqualTo(sent);
    shouldHoldWhatWasAcknowledged();
  }

  private void deliver(Sent list) {
    sent.addAll(list.valid());
    time.sleep(Duration.ofMillis(7));
    if (list.received().map(received -> byBus(list, received)).orElseGet(() -> byApi(list))) {
      acknowledged.addAll(list.valid());
    }
  }

  private boolean byApi(Sent list) {
    Client.Answer answer =
        client.events(Json.mapper().createObjectNode().set("events", list.entries()).toString());
    JsonNode counts = answer.body();
    assertThat(answer.status()).isIn(list.valid().isEmpty() ? List.of(422) : List.of(202, 503));
    check(
        list,
        counts.path("accepted").asInt(),
        counts.path("duplicates").asInt() + counts.path("unacknowledged").asInt(),
        counts.path("rejected").size());
    return answer.status() == 202;
  }

  private boolean byBus(Sent list, Instant received) {
    Outcome outcome = Intake.events(ports).take(list.entries(), received);
    check(
        list,
        outcome.stored().stored(),
        outcome.stored().duplicates() + outcome.stored().unacknowledged(),
        outcome.rejected().size());
    return outcome.stored().unacknowledged() == 0;
  }

  private void check(Sent list, int stored, int others, int rejected) {
    counted += stored;
    assertThat(stored + others + rejected).isEqualTo(list.events().size());
    assertThat(rejected).isEqualTo(list.events().size() - list.valid().size());
  }

  /** Nothing acknowledged is lost, nothing is there twice, nothing else is there. */
  void shouldHoldWhatWasAcknowledged() {
    Map<Integer, Interaction> stored = new HashMap<>();
    for (String user : shoppers.userIds()) {
      UserKey key = USERS.keyOf(user);
      List<Interaction> rows = tables.undisturbed().some(key, 100);
      for (Interaction row : rows) {
        assertThat(stored.put(Integer.valueOf(row.itemId()), row)).as("doubled").isNull();
      }
      assertThat(tables.undisturbed().newest(key, 100)).containsExactlyInAnyOrderElementsOf(rows);
    }
    assertThat(sent).as("sent").containsAll(stored.keySet());
    assertThat(stored.keySet()).as("stored").containsAll(acknowledged);
    stored.forEach(
        (event, row) -> {
          Interaction before = seen.put(event, row);
          assertThat(before == null || raced.contains(event) || before.equals(row))
              .as("what came first stays")
              .isTrue();
        });
    assertThat(counted).as("counted as new").isLessThanOrEqualTo(stored.size() + raced.size());
  }
}
