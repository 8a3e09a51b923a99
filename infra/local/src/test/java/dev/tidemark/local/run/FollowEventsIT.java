package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * From a posted event through the table's stream to what is trending, by packaged functions of one
 * shop, in which what comes first is there for what comes next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FollowEventsIT {
  private static final String TRENDING = "/v1/items/trending";
  private static final String STRANGER = "/v1/users/a-stranger/recommendations";
  private static final Duration SOON = Duration.ofSeconds(5);

  private FollowedShop shop;
  private Api api;

  @BeforeAll
  void start() throws Exception {
    shop = new FollowedShop(List.of("IngestApi", "FollowEvents", "Recommend"));
    shop.follow("one");
    api = new Api(shop.gateway.port());
    api.send(
        202, "PUT", "/v1/items", Map.of("items", List.of(item("lamp"), item("mug"), item("vase"))));
    post("warm-up", "mug"); // the first of each function takes its time
    awaitFirst("mug", TRENDING, Duration.ofSeconds(60));
  }

  @AfterAll
  void stop() {
    shop.close();
  }

  @Test
  @Order(1)
  void shouldTellWithinSecondsWhatShoppersDo() throws Exception {
    // When two shoppers look at what only one has looked at
    post("ann", "lamp");
    post("bob", "lamp");

    // Then
    awaitFirst("lamp", TRENDING, SOON);
    awaitFirst("lamp", STRANGER, SOON);
    assertThat(api.get(200, STRANGER).path("strategy").asText()).isEqualTo("popular");

    // When clicks of one shopper come, and that shopper's session is merged
    for (int i = 0; i < 5; i++) {
      post("session-of-ann", "mug");
    }
    api.send(202, "POST", "/v1/users/ann/merge", Map.of("sessionId", "session-of-ann"));
    post("cid", "lamp");
    post("dan", "lamp");

    // Then
    awaitShoppers("lamp", 4, SOON);
    awaitShoppers("mug", 2, SOON);
  }

  @Test
  @Order(2)
  void shouldSetAsideARecordThatCannotBeReadAndGoOn() throws Exception {
    // Given a row that others wrote
    shop.tables
        .client()
        .putItem(
            it ->
                it.tableName("InteractionsTable")
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("x"),
                            "sk", AttributeValue.fromS("poison"),
                            "place", AttributeValue.fromS("nowhere"))));

    // When
    for (String user : List.of("ann", "bob", "cid", "dan", "eve")) {
      post(user, "vase");
    }

    // Then
    awaitFirst("vase", TRENDING, Duration.ofSeconds(60));
    assertThat(shop.lines.poll(60, TimeUnit.SECONDS))
        .startsWith("Set aside: 1 records of the stream of InteractionsTable");
    List<Message> told = shop.messaging.queues().receive("FollowFailures", 1, SOON);
    JsonNode body = new ObjectMapper().readTree(told.get(0).body());
    assertThat(body.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
    assertThat(body.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
  }

  private void post(String user, String item) throws Exception {
    api.postEvent(user, item, Instant.now());
  }

  private void awaitFirst(String item, String path, Duration patience) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    String first;
    do {
      Thread.sleep(100);
      first = api.get(200, path).at("/items/0/itemId").asText();
    } while (!first.equals(item) && System.nanoTime() < end);
    assertThat(first).as("first of %s after %s", path, patience).isEqualTo(item);
  }

  private void awaitShoppers(String item, int shoppers, Duration patience) throws Exception {
    Map<String, AttributeValue> key =
        Map.of(
            "pk", AttributeValue.fromS("item#" + item),
            "sk", AttributeValue.fromS("day#" + Instant.now().toString().substring(0, 10)));
    long end = System.nanoTime() + patience.toNanos();
    String found;
    do {
      Thread.sleep(100);
      found =
          shop.tables
              .client()
              .getItem(get -> get.tableName("CountersTable").key(key))
              .item()
              .getOrDefault("shoppers", AttributeValue.fromN("0"))
              .n();
    } while (!found.equals("" + shoppers) && System.nanoTime() < end);
    assertThat(found).as("shoppers of %s", item).isEqualTo("" + shoppers);
  }

  private static Map<String, Object> item(String id) {
    return Map.of("itemId", id, "title", "A " + id);
  }
}
