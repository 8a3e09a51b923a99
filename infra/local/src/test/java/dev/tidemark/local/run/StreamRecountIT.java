package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.InteractionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Many events through a table's stream and the packaged function, then a recount by hand. How many,
 * and how many followers each get the whole stream side by side, can be given: {@code
 * -Dtidemark.events=1000000 -Dtidemark.followers=1}.
 */
class StreamRecountIT {
  private static final int EVENTS = Integer.getInteger("tidemark.events", 3000);
  private static final int FOLLOWERS = Integer.getInteger("tidemark.followers", 2);
  private static final int LIST = 500;
  private static final Duration PATIENCE = Duration.ofHours(2);
  private static final List<String> TYPES =
      List.of("view", "view", "view", "view", "purchase", "impression", "remove_from_cart");

  private final Random random = new Random(17);
  private final Instant now = Instant.now();
  private final Map<String, Long> events = new HashMap<>();
  private final Map<String, Set<UserKey>> shoppers = new HashMap<>();
  private FollowedShop shop;

  @AfterEach
  void stop() {
    shop.close();
  }

  @Test
  void shouldCountWhatARecountCounts() throws Exception {
    // Given
    shop = new FollowedShop(List.of("FollowEvents"));
    InteractionStore table = shop.tables.interactions("InteractionsTable", Duration.ZERO);
    long begin = System.nanoTime();
    for (int follower = 0; follower < FOLLOWERS; follower++) {
      shop.follow("follower-" + follower);
    }

    // When
    for (int from = 0; from < EVENTS; from += LIST) {
      List<Interaction> list = new ArrayList<>();
      for (int i = from; i < Math.min(EVENTS, from + LIST); i++) {
        list.add(any(i));
      }
      while (table.put(list).unacknowledged() > 0) {
        // a busy machine has no time left; what is there already is not stored again
      }
      list.forEach(this::recount);
    }
    double written = seconds(begin);
    awaitEnd();
    double followed = seconds(begin);

    // Then
    Map<String, String> counted = new HashMap<>();
    shop.tables.client().scanPaginator(it -> it.tableName("CountersTable")).items().stream()
        .filter(row -> row.containsKey("shoppers"))
        .forEach(
            row -> counted.put(key(row), row.get("events").n() + " " + row.get("shoppers").n()));
    Map<String, String> expected = new HashMap<>();
    events.forEach((key, count) -> expected.put(key, count + " " + shoppers.get(key).size()));
    Map<String, String> differing = new TreeMap<>();
    expected.forEach(
        (key, count) -> {
          if (!count.equals(counted.get(key))) {
            differing.put(key, count + " expected, counted " + counted.get(key));
          }
        });
    assertThat(differing).isEmpty();
    assertThat(counted).hasSameSizeAs(expected);
    assertThat(shop.lines).isEmpty();
    System.out.printf(
        Locale.ROOT,
        "%,d events by %d followers: written in %.0f s, counted in %.0f s; %,d counters equal a"
            + " recount%n",
        EVENTS,
        FOLLOWERS,
        written,
        followed,
        counted.size());
  }

  /** Few items have most of the traffic; one in ten is older than counts. */
  private Interaction any(int number) {
    int item = (int) Math.floor(1000 * Math.pow(random.nextDouble(), 3));
    Duration age =
        Duration.ofSeconds(random.nextInt(10) == 0 ? 9 * 86_400 : random.nextInt(3 * 86_400));
    return new Interaction(
        new UserKey("user-" + random.nextInt(1 + EVENTS / 10)),
        "e" + number,
        "item-" + item,
        TYPES.get(random.nextInt(TYPES.size())),
        now.minus(age),
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }

  private void recount(Interaction each) {
    boolean isCounted =
        List.of("view", "purchase").contains(each.type())
            && each.timestamp().isAfter(now.minus(Duration.ofDays(8)));
    String time = each.timestamp().toString();
    for (String period :
        isCounted
            ? List.of("hour#" + time.substring(0, 13), "day#" + time.substring(0, 10))
            : List.<String>of()) {
      String key = each.itemId() + " " + period;
      events.merge(key, 1L, Long::sum);
      shoppers.computeIfAbsent(key, it -> new HashSet<>()).add(each.user());
    }
  }

  private void awaitEnd() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (shop.delivered.get() < (long) EVENTS * FOLLOWERS && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static String key(Map<String, AttributeValue> row) {
    return row.get("pk").s().substring("item#".length()) + " " + row.get("sk").s();
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
