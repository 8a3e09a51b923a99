package dev.tidemark.ingestqueue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueHandlerTest {
  private static final Path SAMPLES = Path.of("../../events");
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  private final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  private final InMemoryCatalogueStore catalogue = new InMemoryCatalogueStore();
  private final Map<String, String> files = new HashMap<>();
  private final Ports ports = new Ports(interactions, catalogue, USERS, CLOCK);
  private final Queue queue = new Queue(ports, this::open);

  @Test
  void shouldStoreTheSampleOfEventsOnceHoweverOftenItIsDelivered() throws IOException {
    byte[] batch = Files.readAllBytes(SAMPLES.resolve("ingest-queue-events.json"));

    assertThat(queue.deliver(batch)).isEmpty();
    assertThat(queue.deliver(batch)).isEmpty();

    assertThat(interactions.size()).isEqualTo(3);
    assertThat(interactions.newest(USERS.keyOf("user 42"), 10))
        .extracting(Interaction::type)
        .containsExactly("purchase", "view");
    assertThat(queue.reasons()).isEmpty();
  }

  @Test
  void shouldStoreTheSampleOfItems() throws IOException {
    byte[] batch = Files.readAllBytes(SAMPLES.resolve("ingest-queue-items.json"));

    assertThat(queue.deliver(batch)).isEmpty();

    assertThat(catalogue.find(List.of("lamp-7", "chair-2")).values())
        .extracting(Item::title)
        .containsExactlyInAnyOrder("Desk lamp", "Folding chair");
  }

  @Test
  void shouldStoreTheSampleOfAFile() throws IOException {
    files.put("events/2026-11-24.csv", "user_id,item_id,event_type,timestamp\nu,i,view,1764000000");

    assertThat(queue.deliver(Files.readAllBytes(SAMPLES.resolve("ingest-queue-file.json"))))
        .isEmpty();

    assertThat(interactions.newest(USERS.keyOf("u"), 10)).hasSize(1);
  }

  @Test
  void shouldSetAnUnreadableMessageAsideAndStoreItsNeighbours() {
    String[] batch =
        IntStream.range(0, 10)
            .mapToObj(i -> i == 4 ? "{\"detail" : Queue.event("Shopper Event", event("u" + i)))
            .toArray(String[]::new);

    assertThat(queue.deliver(batch)).isEmpty();

    assertThat(interactions.size()).isEqualTo(9);
    assertThat(queue.reasons()).containsExactly("the message is not JSON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order Placed   | {}                          | the detail type is none that is known here",
        "Shopper Event  | {'events':{}}               | detail.events is not a list",
        "Shopper Event  | {'events':[]}               | no valid entry; there are no entries",
        "Shopper Event  | {'userId':'me@example.com'} | 1 refused: 1 x itemId (at 0)",
        "Catalogue Item | {'itemId':'secret','price':'x'} | 1 refused: 1 x price (at 0)",
        "Object Created | {}                          | the key begins neither with events/ nor",
        "Object Created | {'object':{'key':'events/a.pdf'}} | the key ends neither with .csv,",
        "Object Created | {'object':{'key':'events/a.csv'}} | the file is not there"
      })
  void shouldGiveTheReasonWithoutAnyValue(String detailType, String detail, String reason) {
    assertThat(queue.deliver(Queue.event(detailType, detail))).isEmpty();

    assertThat(queue.reasons()).hasSize(1);
    assertThat(queue.reasons().get(0)).contains(reason).doesNotContain("example.com", "secret");
  }

  @Test
  void shouldStoreGoodEntriesBesideBadOnes() {
    String events = "{'events':[" + event("u") + ",{'userId':'u'}," + event("v") + "]}";

    assertThat(queue.deliver(Queue.event("Shopper Event", events))).isEmpty();

    assertThat(interactions.size()).isEqualTo(2);
    assertThat(queue.reasons()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T11:59:00Z, 1795521540000000000",
    "2026-11-24T12:00:01Z, 1795521600000000000",
    "1969-12-31T23:59:59Z, 1795521600000000000",
    "soon, 1795521600000000000"
  })
  void shouldOrderOneInstantByTheListAndByTheTimeOfTheMessage(String time, long sequence) {
    String events = "{'events':[" + event("u").replace("'i'", "'z'") + "," + event("u") + "]}";
    String message = Queue.event("Shopper Event", events);

    queue.deliver(message.replaceFirst("\\{", "{\"time\":\"" + time + "\","));

    assertThat(interactions.newest(USERS.keyOf("u"), 10))
        .extracting(it -> it.itemId() + " " + it.sequence())
        .containsExactly("i " + (sequence + 1), "z " + sequence);
  }

  @Test
  void shouldRefuseWhatIsMoreThanADayAhead() {
    String event = event("u").replace("1764000000000", "'2026-11-25T12:00:01Z'");

    queue.deliver(Queue.event("Shopper Event", event));

    assertThat(queue.reasons().get(0)).contains("1 x timestamp (at 0)");
    assertThat(interactions.size()).isZero();
  }

  @Test
  void shouldAskForOnlyThoseMessagesAgainThatTheStoreDidNotAcknowledge() {
    InteractionStore lame =
        new PutByHand(
            batch -> {
              boolean acknowledged = !batch.get(0).user().equals(USERS.keyOf("slow"));
              return acknowledged ? interactions.put(batch) : new PutResult(0, 0, batch.size());
            });
    Queue slow = new Queue(new Ports(lame, catalogue, USERS, CLOCK), this::open);

    List<String> failures =
        slow.deliver(
            Queue.event("Shopper Event", event("u")),
            Queue.event("Shopper Event", event("slow")),
            Queue.event("Shopper Event", event("v")));

    assertThat(failures).containsExactly("2");
    assertThat(interactions.size()).isEqualTo(2);
    assertThat(slow.reasons()).isEmpty();
  }

  @Test
  void shouldSendWhatIsLeftOfAFileAsAMessageOfItsOwn() {
    // Given a store that goes down for a moment after the first 500 rows
    int[] batches = {0};
    InteractionStore lame =
        new PutByHand(
            batch -> {
              boolean up = batches[0]++ != 1;
              return up ? interactions.put(batch) : new PutResult(0, 0, batch.size());
            });
    Queue lameQueue = new Queue(new Ports(lame, catalogue, USERS, CLOCK), this::open);
    String rows =
        IntStream.range(0, 600)
            .mapToObj(i -> "u,i" + i + ",view,1764000000\n")
            .collect(Collectors.joining());
    files.put("events/a.csv", "user_id,item_id,event_type,timestamp\n" + rows);

    // When
    assertThat(lameQueue.deliver(Queue.file("events/a.csv"))).isEmpty();

    // Then
    assertThat(interactions.size()).isEqualTo(500);
    assertThat(lameQueue.rests()).hasSize(1);
    String rest = lameQueue.rests().get(0);
    assertThat(rest).contains("\"progress\":{\"line\":502,\"stored\":500,");
    assertThat(lameQueue.deliver(rest)).isEmpty();
    assertThat(interactions.size()).isEqualTo(600);
    assertThat(lameQueue.rests()).hasSize(1);
    assertThat(lameQueue.deliver(rest.replace("\"line\":502", "\"line\":{}"))).isEmpty();
    assertThat(lameQueue.reasons())
        .containsExactly("detail.progress is not what this function sends");
  }

  @Test
  void shouldAskAgainWhereAMessageCannotBeSetAside() {
    QueueHandler handler =
        new QueueHandler(
            new Messages(ports, this::open),
            (body, reason) -> {
              throw new IllegalStateException("no queue");
            },
            rest -> {});

    byte[] batch = "{\"Records\":[{\"messageId\":\"7\",\"body\":\"?\"}]}".getBytes(UTF_8);

    assertThat(Queue.deliver(handler, batch)).containsExactly("7");
  }

  private Optional<InputStream> open(String key) {
    return Optional.ofNullable(files.get(key))
        .map(text -> new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static String event(String user) {
    return "{'userId':'" + user + "','itemId':'i','type':'view','timestamp':1764000000000}";
  }
}
