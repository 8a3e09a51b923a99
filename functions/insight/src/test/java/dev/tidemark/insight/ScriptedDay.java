package dev.tidemark.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.TouchStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A day of 100 shoppers with a list of 10 items each, of which it is known what came of it, through
 * stores and the whole function.
 */
abstract class ScriptedDay {
  /** Yesterday, whatever the store's clock is. */
  private final Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));

  private final List<Interaction> script = script();
  private InteractionStore interactions;

  /** A store without anything in it. */
  protected abstract InteractionStore emptyStore();

  /** Reads what is in that store. */
  protected abstract TouchStore touches();

  @BeforeEach
  void makeStore() {
    interactions = emptyStore();
  }

  @Test
  void shouldGiveExactlyWhatWasScripted() {
    put(script);

    assertThat(metrics()).isEqualTo(expected());
  }

  @Test
  void shouldGiveTheSameSentTwiceAndShuffled() {
    for (int seed = 0; seed < 2; seed++) {
      List<Interaction> shuffled = new ArrayList<>(script);
      Collections.shuffle(shuffled, new Random(seed));
      put(shuffled);
    }

    assertThat(metrics()).isEqualTo(expected());
  }

  @Test
  void shouldGiveTheSameThroughRetriesThatReadAnotherClock() {
    Random random = new Random(7);
    List<Interaction> tries = new ArrayList<>();
    for (Interaction interaction : script) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        tries.add(at(interaction, interaction.timestamp().plusSeconds(random.nextInt(-60, 61))));
      }
    }
    Collections.shuffle(tries, random);
    for (int begin = 0; begin < tries.size(); begin += 100) {
      put(tries.subList(begin, Math.min(tries.size(), begin + 100)));
    }

    assertThat(metrics()).isEqualTo(expected());
  }

  @Test
  void shouldShowNothingOfADayBeforeAndAfter() {
    put(script);

    for (Duration shift : List.of(Duration.ofDays(-1), Duration.ofDays(1))) {
      JsonNode other = metrics(day.plus(shift));
      assertThat(other.path("impressions").asInt()).isZero();
      assertThat(other.path("clicks").asInt()).isZero();
      assertThat(other.path("clickRate").isNull()).isTrue();
      assertThat(other.path("by").path("strategy")).isEmpty();
    }
  }

  /**
   * Of 100 lists, the first 80 are model a's; one of four is of what is popular, every second
   * stands in the basket. From list l, l % 3 items are clicked; where two are, the first is bought
   * an hour later, twice at 10; where one is, it was bought an hour before. The last item of every
   * tenth list is bought for 5.25 without a click, and the purchase names the list.
   */
  private List<Interaction> script() {
    List<Interaction> events = new ArrayList<>();
    for (int list = 0; list < 100; list++) {
      Instant eight = day.plus(Duration.ofHours(8)).plusSeconds(list);
      Map<String, String> named =
          Map.of("recommendationId", id(list), "placement", list % 2 == 0 ? "home" : "basket");
      for (int item = 0; item < 10; item++) {
        events.add(did(list, item, "impression", eight, named));
      }
      for (int item = 0; item < list % 3; item++) {
        events.add(did(list, item, "click", eight.plus(Duration.ofHours(2)), named));
      }
      if (list % 3 == 2) {
        events.add(bought(list, 0, eight.plus(Duration.ofHours(3)), 10, 2, Map.of()));
      } else if (list % 3 == 1) {
        events.add(bought(list, 0, eight.plus(Duration.ofHours(1)), 99, 1, Map.of()));
      }
      if (list % 10 == 0) {
        events.add(bought(list, 9, eight.plus(Duration.ofHours(3)), 5.25, 0, named));
      }
    }
    return events;
  }

  /** Counted by hand. */
  private JsonNode expected() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("from", day.toString()).put("to", day.plus(Duration.ofDays(1)).toString());
    figures(json, 1_000, 99, 43, "712.5");
    ObjectNode by = json.putObject("by");
    ObjectNode lstm = by.putArray("strategy").addObject().put("name", "lstm");
    figures(lstm, 750, 75, 35, "552.5");
    figures(by.withArray("strategy").addObject().put("name", "popular"), 250, 24, 8, "160");
    figures(by.putArray("modelVersion").addObject().put("name", "a"), 800, 79, 34, "562");
    figures(by.withArray("modelVersion").addObject().put("name", "b"), 200, 20, 9, "150.5");
    figures(by.putArray("placement").addObject().put("name", "basket"), 500, 49, 16, "320");
    figures(by.withArray("placement").addObject().put("name", "home"), 500, 50, 27, "392.5");
    return parsed(json.toString());
  }

  private static void figures(
      ObjectNode json, int impressions, int clicks, int purchases, String revenue) {
    json.put("impressions", impressions).put("clicks", clicks).put("purchases", purchases);
    json.putRawValue("revenue", new RawValue(revenue));
    json.put("clickRate", (double) clicks / impressions);
    json.put("purchaseRate", (double) purchases / impressions);
  }

  private static String id(int list) {
    return String.join(
        ".",
        list % 4 == 3 ? "popular" : "lstm",
        list < 80 ? "a" : "b",
        String.format("AAAAAAAAAAAAA%03d", list));
  }

  private static Interaction did(
      int user, int item, String type, Instant time, Map<String, String> context) {
    return event(user, item, type, time, Double.NaN, 0, context);
  }

  private static Interaction bought(
      int user, int item, Instant time, double price, int quantity, Map<String, String> context) {
    return event(user, item, "purchase", time, price, quantity, context);
  }

  private static Interaction event(
      int user,
      int item,
      String type,
      Instant time,
      double price,
      int quantity,
      Map<String, String> context) {
    return new Interaction(
        new UserKey("user-" + user),
        type + item,
        "item-" + item,
        type,
        time,
        Double.NaN,
        price,
        quantity,
        context);
  }

  private static Interaction at(Interaction it, Instant time) {
    return new Interaction(
        it.user(),
        it.eventId(),
        it.itemId(),
        it.type(),
        time,
        it.value(),
        it.price(),
        it.quantity(),
        it.context());
  }

  private void put(List<Interaction> events) {
    assertThat(interactions.put(events).unacknowledged()).isZero();
  }

  private JsonNode metrics() {
    return metrics(day);
  }

  private JsonNode metrics(Instant from) {
    String date = from.toString().substring(0, 10);
    return new Client(touches(), InstantSource.system()).metrics(Map.of("from", date, "to", date));
  }

  private static JsonNode parsed(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
