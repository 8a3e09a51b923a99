package dev.tidemark.local.aws.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.Closeables;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.template.Messaging;
import dev.tidemark.local.template.TemplateReader;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The template's rules and queues on ElasticMQ, with a function that only notes what it gets. */
class LocalEventsIT {
  private static final Messaging TEMPLATE =
      TemplateReader.read(Path.of("..", "..", "template.yaml")).messaging();

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> bodies = new LinkedBlockingQueue<>();
  private final Messaging impatient = withVisibility(Duration.ofSeconds(1), 2);
  private final Closeables closeables = new Closeables();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean isMended;
  private LocalMessaging events;

  @TempDir Path logs;
  @TempDir Path imports;
  @TempDir Path deadLetters;

  @BeforeEach
  void start() throws IOException {
    Host host =
        new Host(
            Clock.systemUTC(), lines::add, closeables, RunSecret.random(), System.out::println);
    events =
        new LocalMessaging(
            impatient,
            new LocalMessaging.Folders(imports, deadLetters, logs),
            this::invoke,
            0,
            host);
    events.open();
  }

  @AfterEach
  void stop() {
    closeables.close();
  }

  @Test
  void shouldRouteByTheTemplatesPattern() throws Exception {
    // When
    String bus = TEMPLATE.buses().get(0);
    JsonNode answer =
        put(
            200,
            entry(bus, "Order Placed", "{}"),
            entry(
                "arn:aws:events:us-east-1:000000000000:event-bus/" + bus,
                "Shopper Event",
                "{\"a\":1}"),
            entry("default", "Shopper Event", "{}"),
            entry("other", "Shopper Event", "{}"),
            entry(bus, "Shopper Event", "[1]"),
            entry(bus, "", "{}"));

    // Then
    assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(3);
    assertThat(answer.path("Entries").findValuesAsText("ErrorCode"))
        .containsExactly("InvalidArgument", "MalformedDetail", "InvalidArgument");
    JsonNode event = bodies.poll(20, TimeUnit.SECONDS);
    assertThat(event.path("id")).isEqualTo(answer.path("Entries").path(1).path("EventId"));
    assertThat(event.path("detail").path("a").asInt()).isEqualTo(1);
    assertThat(event.path("source").asText()).isEqualTo("test");
    assertThat(bodies.poll(1, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void shouldAnswerWrongRequestsWithWhatIsWanted() throws Exception {
    assertThat(send(400, "AWSEvents.ListRules", "{}").path("message").asText())
        .contains("AWSEvents.PutEvents");
    assertThat(send(400, "AWSEvents.PutEvents", "{").path("message").asText())
        .contains("1 to 10 entries");
    assertThat(put(400).path("__type").asText()).isEqualTo("ValidationException");
  }

  @Test
  void shouldDeliverAFailedMessageAgainThenSetItAsideAndSendItAgainOnceTheCauseIsMended()
      throws Exception {
    // When
    String bus = TEMPLATE.buses().get(0);
    put(200, entry(bus, "Shopper Event", "{\"fail\":true}"), entry(bus, "Shopper Event", "{}"));

    // Then
    assertThat(lines.poll(20, TimeUnit.SECONDS))
        .isEqualTo(
            "Set aside: Shopper Event: it failed at every delivery; the function's log tells why;"
                + " once the cause is mended, ./tidemark redrive sends it again");
    assertThat(bodies).hasSize(3);
    assertThat(events.deadLetters()).isEqualTo(1);
    try (Stream<Path> kept = Files.list(deadLetters)) {
      Path letter = kept.findFirst().orElseThrow();
      assertThat(Files.getPosixFilePermissions(letter))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      JsonNode message = json.readTree(json.readTree(letter.toFile()).path("message").asText());
      assertThat(message.path("detail").path("fail").asBoolean()).isTrue();
    }

    // When
    bodies.clear();
    isMended = true;
    assertThat(events.redrive()).isEqualTo(1);

    // Then
    assertThat(bodies.poll(20, TimeUnit.SECONDS).path("detail").path("fail").asBoolean()).isTrue();
    assertThat(events.deadLetters()).isZero();
    assertThat(events.redrive()).isZero();
  }

  @Test
  void shouldLoseNothingAndTellItInALineWhereElasticMqIsKilled() throws Exception {
    // Given: messages that were acknowledged and are not delivered yet
    String bus = TEMPLATE.buses().get(0);
    gate = new CountDownLatch(1);
    for (int i = 0; i < 20; i++) {
      JsonNode answer = put(200, entry(bus, "Shopper Event", "{\"number\":" + i + "}"));
      assertThat(answer.path("FailedEntryCount").asInt()).isZero();
    }

    // When
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("elasticmq.Server"))
        .forEach(ProcessHandle::destroyForcibly);
    gate.countDown();

    // Then
    assertThat(lines.poll(60, TimeUnit.SECONDS))
        .startsWith("ElasticMQ ended with exit code 137; up again after");
    Set<Integer> numbers = new TreeSet<>();
    while (numbers.size() < 20) {
      JsonNode shopper = bodies.poll(60, TimeUnit.SECONDS);
      assertThat(shopper).as("after %s", numbers).isNotNull();
      numbers.add(shopper.path("detail").path("number").asInt());
    }

    // Then: files are told again, too
    Files.writeString(imports.resolve("events").resolve("after.csv"), "x\n");
    JsonNode event;
    do {
      event = bodies.poll(60, TimeUnit.SECONDS);
      assertThat(event).isNotNull();
    } while (!event.path("detail-type").asText().equals("Object Created"));
    assertThat(lines).isEmpty();
  }

  @Test
  void shouldTakeAnotherPortWhereTheWantedOneIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LocalBus bus = new LocalBus(TEMPLATE, Clock.systemUTC(), (queue, body) -> {});
      try (AwsServer second = PutEvents.start(taken.getLocalPort(), bus)) {
        assertThat(second.port()).isNotEqualTo(taken.getLocalPort()).isPositive();
      }
    }
  }

  /** Notes the messages and fails those whose detail says so. */
  private byte[] invoke(String function, byte[] batch) {
    awaitGate();
    ObjectNode answer = json.createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    try {
      for (JsonNode message : json.readTree(batch).path("Records")) {
        JsonNode body = json.readTree(message.path("body").asText());
        bodies.add(body);
        if (body.path("detail").path("fail").asBoolean() && !isMended) {
          failures.addObject().put("itemIdentifier", message.path("messageId").asText());
        }
      }
      return json.writeValueAsBytes(answer);
    } catch (IOException e) {
      throw new AssertionError(function, e);
    }
  }

  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Messaging withVisibility(Duration visibility, int maxReceives) {
    return new Messaging(
        TEMPLATE.buses(),
        TEMPLATE.rules(),
        TEMPLATE.queues().stream()
            .map(
                queue ->
                    new Messaging.Queue(queue.id(), visibility, queue.deadLetters(), maxReceives))
            .toList(),
        TEMPLATE.mappings(),
        TEMPLATE.notifyingBuckets(),
        TEMPLATE.variables());
  }

  private ObjectNode entry(String bus, String detailType, String detail) {
    return json.createObjectNode()
        .put("EventBusName", bus)
        .put("Source", "test")
        .put("DetailType", detailType)
        .put("Detail", detail);
  }

  private JsonNode put(int status, ObjectNode... entries) throws Exception {
    return send(
        status,
        "AWSEvents.PutEvents",
        json.writeValueAsString(Map.of("Entries", List.of(entries))));
  }

  private JsonNode send(int status, String target, String body) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + events.port() + "/"))
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return json.readTree(response.body());
  }
}
