package dev.tidemark.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.RunException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A shop's server: sends a list until it is acknowledged, and gives up after two minutes. Every
 * second event has an id of the shop's, and each try bears another time; the others have none, and
 * the same time whenever they are sent.
 *
 * @param api where events are posted
 * @param begin time of the first event, in epoch milliseconds
 */
record ShopSender(HttpClient client, URI api, long begin) {
  private static final int SHOPPERS = 500;

  /** Longer than the gateway's own: who gives up earlier leaves work behind that nobody awaits. */
  private static final Duration TIMEOUT = Duration.ofSeconds(35);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long FIRST_PAUSE_MS = 200;
  private static final int MAX_DOUBLINGS = 4;

  /** Whether the list was acknowledged in the end. */
  CompletableFuture<Boolean> send(int list) {
    return send(list, 0, System.nanoTime() + PATIENCE.toNanos());
  }

  private CompletableFuture<Boolean> send(int list, int failures, long deadline) {
    return client
        .sendAsync(request(list), HttpResponse.BodyHandlers.ofString())
        .handle((answer, fault) -> fault == null && isAcknowledged(answer))
        .thenCompose(
            done ->
                done || System.nanoTime() - deadline > 0
                    ? CompletableFuture.completedFuture(done)
                    : CompletableFuture.supplyAsync(() -> list, after(failures))
                        .thenCompose(again -> send(again, failures + 1, deadline)));
  }

  /** Exponential, the later half of it at random. */
  private static Executor after(int failures) {
    long longest = FIRST_PAUSE_MS << Math.min(failures, MAX_DOUBLINGS);
    long pause = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    return CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
  }

  /**
   * @throws CompletionException where sending the same again cannot help
   */
  private static boolean isAcknowledged(HttpResponse<String> answer) {
    if (answer.statusCode() >= 500) {
      return false;
    }
    JsonNode counts = LocalJson.tree(answer.body());
    int taken = counts.path("accepted").asInt() + counts.path("duplicates").asInt();
    if (answer.statusCode() != 202 || taken != IngestPlan.LIST) {
      throw new CompletionException(new RunException("events were refused: " + answer.body()));
    }
    return true;
  }

  private HttpRequest request(int list) {
    return HttpRequest.newBuilder(api)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(LocalJson.bytes(body(list))))
        .build();
  }

  private ObjectNode body(int list) {
    ObjectNode body = LocalJson.MAPPER.createObjectNode();
    ArrayNode events = body.putArray("events");
    for (int i = 0; i < IngestPlan.LIST; i++) {
      int number = list * IngestPlan.LIST + i;
      ObjectNode event = events.addObject();
      event.put("userId", "shopper-" + number % SHOPPERS);
      event.put("itemId", item(number)).put("type", "view");
      if (number % 2 == 0) {
        event.put("eventId", "event-" + number).put("timestamp", System.currentTimeMillis());
      } else {
        event.put("timestamp", begin + number);
      }
    }
    return body;
  }

  /** Each event has an item of its own, by which it is found again under whatever key. */
  static String item(int event) {
    return "item-" + event;
  }
}
