package dev.tidemark.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogReportTest {
  private static final long DAY = 86_400;
  private static final long SOME_DAY = 20_000 * DAY;

  @Test
  void shouldNotLearnFromWhatTakesInterestBack() {
    // Given
    List<String> events = shop();
    List<String> more = new ArrayList<>(events);
    for (int i = 0; i < 600; i++) {
      more.add("u" + i % 30 + " lamp " + (SOME_DAY + 9 * DAY + i) + " remove_from_cart");
    }
    more.add("refunder x 5 refund");
    InteractionLog log = log(more);

    // When, Then
    assertThat(encoded(log).hash()).as("as if they were not there").isEqualTo(hash(events));
    assertThat(log.report().takenBack()).isEqualTo(Map.of("remove_from_cart", 600L, "refund", 1L));
    assertThat(log.report().lines())
        .containsExactly(
            "not learnt from: 601 interactions that take interest back"
                + " {refund=1, remove_from_cart=600}");
  }

  @Test
  void shouldNotLearnFromRobots() {
    // Given
    List<String> events = shop();
    List<String> more = new ArrayList<>(events);
    for (int i = 0; i <= 2000; i++) {
      more.add("crawler lamp " + (SOME_DAY + 20L * i));
    }
    Collections.shuffle(more, new Random(3));
    InteractionLog log = log(more);
    log.sortAsServed();
    InteractionLog people = log(events);
    people.sortAsServed();

    // When, Then
    assertThat(log.size()).isEqualTo(events.size());
    assertThat(encoded(log).popularity()).isEqualTo(encoded(people).popularity());
    assertThat(log.millis()).containsExactlyInAnyOrder(people.millis());
    assertThat(log.report().lines())
        .containsExactly(
            "not learnt from: 2,001 interactions of 1 shopper(s) with more than 2,000 on one day,"
                + " which only robots have");
  }

  @Test
  void shouldLearnFromWhoeverCouldBeAPerson() {
    assertThat(robots(2000, i -> "a x " + (SOME_DAY + i))).isZero();
    assertThat(robots(5000, i -> "a x " + (SOME_DAY + i * 60L))).as("over days").isZero();
    assertThat(robots(3000, i -> "a i" + i + " " + SOME_DAY + " purchase")).as("a basket").isZero();
    assertThat(robots(3000, i -> "a x " + i)).as("without times").isZero();
    assertThat(robots(3000, i -> "a i" + i + " " + SOME_DAY)).as("views at once").isEqualTo(1);
    assertThat(robots(3000, i -> "a x " + (SOME_DAY + i) + " purchase")).isEqualTo(1);
  }

  @Test
  void shouldTellWhoTakesMuchRoom() {
    List<String> events = shop();
    IntStream.range(0, 100).forEach(i -> events.add("null x " + (SOME_DAY + i * DAY)));

    assertThat(log(events).report().lines())
        .containsExactly(
            "warning: 1 shopper(s) with more than 5 % of all interactions each, one with 45 %; is"
                + " it a missing user id, a test or a robot?");
    assertThat(log(shop().subList(0, 40)).report().lines()).as("ten shoppers").isEmpty();
  }

  /** Thirty shoppers with four events each, two days apart. */
  private static List<String> shop() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      events.add("u" + i / 4 + " " + "xyz".charAt(i % 3) + " " + (SOME_DAY + i % 4 * (2 * DAY)));
    }
    return events;
  }

  private static int robots(int count, IntFunction<String> event) {
    return log(IntStream.range(0, count).mapToObj(event).toList()).report().robots();
  }

  private static InteractionLog log(List<String> events) {
    return Logs.of(events.toArray(String[]::new));
  }

  private static String hash(List<String> events) {
    return encoded(log(events)).hash();
  }

  private static TrainingData encoded(InteractionLog log) {
    return new LogEncoder(log, Split.leaveOneOut(Optional.empty())).encode(10, 5);
  }
}
