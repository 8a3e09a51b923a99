package dev.tidemark.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Item;
import dev.tidemark.features.History;
import dev.tidemark.features.KnownBehaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogEncoderTest {

  @Test
  void shouldHoldTheLastTwoOfEachOutWhereThereAreThree() {
    TrainingData data =
        new LogEncoder(
                Logs.of("a x 1", "a y 2", "a z 3", "a x 4", "b y 1", "b z 2", "c only 9"),
                Split.leaveOneOut(Optional.empty()))
            .encode(10, 5);

    assertThat(data.trained()).containsExactly(2, 2, 1);
    assertThat(data.validation()).hasSize(1);
    assertThat(data.test()).hasSize(1);
    assertThat(item(data, data.validation().get(0))).isEqualTo("z");
    assertThat(item(data, data.test().get(0))).isEqualTo("x");
    assertThat(data.test().get(0).end()).isEqualTo(3);
    // y is first with two in training, z has one there; x has one, for its second is held out
    assertThat(data.vocabulary().entry(1).itemId()).isEqualTo("y");
    assertThat(data.popularity()).containsExactly(2, 1, 1, 1);
  }

  @Test
  void shouldCountAShopperOnceADayForWhatIsPopular() {
    TrainingData data =
        encoded(
            "bot x 1",
            "bot x 2",
            "bot x 3",
            "bot x 90000",
            "bot z 90001",
            "bot z 90002",
            "a y 1",
            "b y 1",
            "c y 2",
            "c z 3");

    assertThat(data.vocabulary().entry(1).itemId()).isEqualTo("x");
    assertThat(data.popularity()).containsExactly(4, 3, 1);
    assertThat(data.shopperDays()).as("x on two days, y by three").containsExactly(2, 3, 1);
  }

  @Test
  void shouldKeepFileOrderUnlessSorted() {
    InteractionLog log = Logs.of("a x 3", "a y 1", "a z 2");
    TrainingData asCame = new LogEncoder(log, Split.leaveOneOut(Optional.empty())).encode(10, 5);
    log.sortAsServed();
    TrainingData sorted = new LogEncoder(log, Split.leaveOneOut(Optional.empty())).encode(10, 5);

    assertThat(item(asCame, asCame.test().get(0))).isEqualTo("z");
    assertThat(item(sorted, sorted.test().get(0))).isEqualTo("x");
    assertThat(asCame.hash()).isNotEqualTo(sorted.hash());
  }

  /** Eleven rows: the cuts are the ninth and the tenth time, 9 is validation and 10 the test. */
  @Test
  void shouldSplitByTimeAndNeverShowABasketToItself() {
    InteractionLog log =
        Logs.of(
            "a x 1",
            "a y 2",
            "a z 3",
            "b x 4",
            "b y 5",
            "c x 6",
            "c z 7",
            "c y 8", // training
            "a x 9", // validation
            "b new 10",
            "b z 10"); // test: one basket, of which one item was never seen
    TrainingData data = new LogEncoder(log, Split.byTime(log, Optional.empty())).encode(10, 5);

    assertThat(data.trained()).containsExactly(3, 2, 3);
    assertThat(data.vocabulary().size()).isEqualTo(3);
    assertThat(data.validation()).hasSize(1);
    assertThat(data.validation().get(0).end()).isEqualTo(3);
    assertThat(data.test()).hasSize(1);
    Query basket = data.test().get(0);
    assertThat(basket.end()).isEqualTo(2);
    assertThat(basket.millis()).isEqualTo(10_000);
    assertThat(basket.targets()).hasSize(2).contains(Query.UNKNOWN);
  }

  @Test
  void shouldNotAskForTheFirstThingSomebodyDid() {
    InteractionLog log =
        Logs.of(
            "a x 1",
            "a y 2",
            "a z 3",
            "a x 4",
            "a y 5",
            "a x 6",
            "a z 7",
            "a x 8",
            "late x 9",
            "late y 9");
    TrainingData data = new LogEncoder(log, Split.byTime(log, Optional.empty())).encode(10, 5);

    assertThat(data.test()).isEmpty();
    assertThat(data.validation()).isEmpty();
  }

  @Test
  void shouldTellWhetherPeopleComeBackToItems() {
    assertThat(encoded("a x 1", "a y 2", "a z 3").repeatsAreRare()).isTrue();
    assertThat(encoded("a x 1", "a y 2", "a x 3").repeatsAreRare()).isFalse();
  }

  @Test
  void shouldHashAllThatTrainingSeesOfItems() {
    Set<String> hashes = new HashSet<>();
    hashes.add(hash("red lamp", "A", 1, 1f, 2f));
    hashes.add(hash("red lamp", "A", 1, 2f, 4f));
    assertThat(hashes).as("of vectors only the direction counts").hasSize(1);
    hashes.add(hash("red", "A", 1, 1f, 2f));
    hashes.add(hash("red lamp", "B", 1, 1f, 2f));
    hashes.add(hash("red lamp", "A", Double.NaN, 1f, 2f));
    hashes.add(hash("red lamp", "A", 1, 2f, 1f));
    hashes.add(hash("red lamp", "A", 1));
    assertThat(hashes).hasSize(6);
  }

  /** With an item y whose description stays the same. */
  private static String hash(String title, String category, double price, Float... vector) {
    InteractionLog log = Logs.of("a x 1", "a y 2", "b x 1", "b y 2");
    log.add(item("x", title, category, price, vector));
    log.add(item("y", "lamp red", "A", 2, 1f, 1f));
    return new LogEncoder(log, Split.leaveOneOut(Optional.empty())).encode(10, 5).hash();
  }

  private static Item item(
      String id, String title, String category, double price, Float... vector) {
    return new Item(id, title, category, price, List.of(), Arrays.asList(vector), true);
  }

  @Test
  void shouldHoldTheLastTwoTargetsOut() {
    InteractionLog log =
        Logs.of(
            "a x 1 purchase",
            "a y 2",
            "a y 3 purchase",
            "a z 4",
            "a x 5 purchase",
            "a z 6",
            "b y 1 purchase",
            "b z 2",
            "b x 3");
    TrainingData data =
        new LogEncoder(log, Split.leaveOneOut(Optional.of("purchase"))).encode(10, 5);

    assertThat(data.trained()).as("b has one, which is trained on").containsExactly(2, 3);
    assertThat(data.validation()).hasSize(1);
    assertThat(item(data, data.validation().get(0))).isEqualTo("y");
    assertThat(data.test()).hasSize(1);
    assertThat(item(data, data.test().get(0))).isEqualTo("x");
    assertThat(data.test().get(0).end()).as("views before it are known").isEqualTo(4);
    assertThat(data.weights()).hasToString("{purchase=1.0}");
  }

  /** Twenty rows: the cuts are the 17th time and the 19th, each a basket with one purchase. */
  @Test
  void shouldAskForTheTargetsOfABasketAlone() {
    List<String> events = new ArrayList<>();
    for (int i = 1; i <= 16; i++) {
      events.add((i % 2 == 0 ? "a" : "b") + " " + "xyz".charAt(i % 3) + " " + i);
    }
    events.set(2, events.get(2) + " purchase");
    events.addAll(List.of("a x 17", "a y 17 purchase", "b z 18 purchase", "b x 18"));
    InteractionLog log = Logs.of(events.toArray(String[]::new));

    TrainingData data =
        new LogEncoder(log, Split.byTime(log, Optional.of("purchase"))).encode(10, 5);

    assertThat(data.trained()).containsExactly(8, 8);
    assertThat(data.validation()).hasSize(1);
    assertThat(data.validation().get(0).targets()).hasSize(1);
    assertThat(item(data, data.validation().get(0))).isEqualTo("y");
    assertThat(data.test()).hasSize(1);
    assertThat(data.test().get(0).targets()).hasSize(1);
    assertThat(item(data, data.test().get(0))).isEqualTo("z");
    assertThat(data.test().get(0).end()).isEqualTo(8);
  }

  @Test
  void shouldRefuseATargetThatIsNeverHeldOut() {
    InteractionLog log = Logs.of("a x 1 purchase", "a y 2", "a z 3", "a x 4");
    LogEncoder encoder = new LogEncoder(log, Split.leaveOneOut(Optional.of("purchase")));

    assertThatThrownBy(() -> encoder.encode(10, 5))
        .hasMessage("--target: 'purchase' is not among what is held out; give more data");
  }

  @Test
  void shouldEncodeValuesByWhatTrainingSawOfThem() {
    TrainingData data =
        encoded(
            "a x 1 rating 1", "a y 2 rating 2", "a z 3 rating", "a x 4", "a y 5 rating 9", "a z 6");

    assertThat(data.spec().behaviours())
        .containsExactly(new KnownBehaviour("rating", List.of(1f)), KnownBehaviour.plain("view"));
    History history = data.histories().get(0);
    assertThat(IntStream.range(0, history.size()).map(history::behaviour))
        .as("held out, nine stars are among the many")
        .containsExactly(2, 3, 1, 4, 3, 4);
  }

  @Test
  void shouldTellMonthsWhereTrainingSawAWholeYear() {
    List<String> events = new ArrayList<>();
    for (int day = 0; day <= 365; day += 5) {
      events.add("a x " + day * 86_400L);
    }
    events.addAll(List.of("a y 40000000", "a z 50000000"));

    TrainingData year = encoded(events.toArray(String[]::new));
    TrainingData less = encoded(events.subList(1, events.size()).toArray(String[]::new));

    assertThat(year.spec().seasons()).isTrue();
    assertThat(less.spec().seasons()).as("what is held out tells nothing").isFalse();
    assertThat(year.spec().promotions()).isFalse();
  }

  /** Where a shop's clock counts days alone, its file still tells what came after what. */
  @Test
  void shouldLearnAsMuchOfDaysAsOfSeconds() {
    List<String> days = new ArrayList<>();
    List<String> seconds = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String event = "abc".charAt(i % 3) + " item" + i * 7 % 20 + " ";
      days.add(event + i / 20 * 86_400);
      seconds.add(event + (i / 20 * 86_400 + i));
    }

    InteractionLog log = Logs.of(days.toArray(String[]::new));
    log.sortAsServed();
    TrainingData data = new LogEncoder(log, Split.leaveOneOut(Optional.empty())).encode(10, 5);

    assertThat(items(data)).isEqualTo(items(encoded(seconds.toArray(String[]::new))));
  }

  /** No two times are alike, so that the rows' order tells nothing. */
  @Test
  void shouldEncodeTimedRowsAlikeInWhateverOrderTheyCome() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String type = i % 4 == 0 ? "rating " + i % 5 : "view ";
      events.add("cab".charAt(i % 3) + " item" + i * 7 % 20 + " " + i + " " + type.strip());
    }
    String expected = byTime(events).hash();

    Collections.shuffle(events, new Random(5));

    TrainingData data = byTime(events);
    assertThat(data.hash()).isEqualTo(expected);
  }

  private static TrainingData byTime(List<String> events) {
    InteractionLog log = Logs.of(events.toArray(String[]::new));
    log.sortAsServed();
    return new LogEncoder(log, Split.byTime(log, Optional.empty())).encode(10, 5);
  }

  private static List<List<String>> items(TrainingData data) {
    return data.histories().stream()
        .map(
            history ->
                IntStream.of(history.items(0, history.size()))
                    .mapToObj(item -> data.vocabulary().entry(item).itemId())
                    .toList())
        .toList();
  }

  private static TrainingData encoded(String... events) {
    return new LogEncoder(Logs.of(events), Split.leaveOneOut(Optional.empty())).encode(10, 5);
  }

  private static String item(TrainingData data, Query query) {
    return data.vocabulary().entry(query.targets()[0]).itemId();
  }
}
