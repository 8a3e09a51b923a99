package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SequenceEncoderProperties {
  private static final int WINDOW = 6;
  private static final int OLDER = 3;
  private static final int MAX_GAP = 12;
  private static final int MAX_REQUEST_GAP = 9;
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(
              new Vocabulary.Entry("a", "", 1),
              new Vocabulary.Entry("b", "", 2),
              new Vocabulary.Entry("c", "", 3)));
  private static final FeatureSpec SPEC =
      new FeatureSpec(
          WINDOW,
          OLDER,
          List.of(
              KnownBehaviour.plain("purchase"), new KnownBehaviour("rating", List.of(2f, 3.5f))),
          MAX_GAP,
          MAX_REQUEST_GAP,
          true,
          true);

  private final SequenceEncoder encoder = new SequenceEncoder(VOCABULARY, SPEC);

  @Property
  void shouldFitTheWindowAndBeginWithTheStart(
      @ForAll("histories") List<Interaction> history, @ForAll("delays") long delay) {
    EncodedSequence sequence = encoder.encode(encoder.history(history), newest(history) + delay);

    int start = sequence.older();
    assertThat(sequence.recent()).isBetween(1, WINDOW);
    assertThat(start).isBetween(0, OLDER);
    assertThat(sequence.behaviours()).hasSize(sequence.length());
    assertThat(sequence.of(Input.GAPS)).hasSize(sequence.length());
    assertThat(sequence.of(Input.OCCURRENCES)).hasSize(sequence.length());
    assertThat(sequence.ages()).hasSize(sequence.length());
    assertThat(sequence.requestGap()).isBetween(sequence.length() > 1 ? 1 : 0, MAX_REQUEST_GAP);
    assertThat(sequence.of(Input.REQUEST_CONTEXTS)[0])
        .isBetween(RequestContext.PROMOTIONS, RequestContext.COUNT - 1);
    assertThat(sequence.items()[start]).isEqualTo(Vocabulary.START);
    assertThat(sequence.ages()[start]).isZero();
    for (int i = 0; i < sequence.length(); i++) {
      if (!sequence.isStart(i)) {
        assertThat(sequence.items()[i]).isBetween(1, VOCABULARY.size());
        assertThat(sequence.behaviours()[i]).isBetween(0, SPEC.kinds());
        assertThat(sequence.of(Input.OCCURRENCES)[i]).isBetween(1, EncodedSequence.OCCURRENCES - 1);
        assertThat(sequence.of(Input.GAPS)[i]).isBetween(i > start + 1 ? 1 : 0, MAX_GAP);
        assertThat(sequence.ages()[i]).isNotNegative();
      }
    }
  }

  @Property
  void shouldOnlyDependOnTheNewestKnownInteractions(
      @ForAll("histories") List<Interaction> history, @ForAll("delays") long delay) {
    List<Interaction> known = known(history);
    List<Interaction> newest =
        known.subList(Math.max(0, known.size() - SPEC.interactions()), known.size());
    long now = newest(known) + delay;

    EncodedSequence all = encoder.encode(encoder.history(history), now);
    EncodedSequence part = encoder.encode(encoder.history(newest), now);

    assertThat(all).usingRecursiveComparison().isEqualTo(part);
  }

  @Property
  void shouldEncodeInTrainingAsServingWouldHaveThen(
      @ForAll("histories") List<Interaction> interactions,
      @ForAll @IntRange(max = 20) int place,
      @ForAll("delays") long delay) {
    // Given
    History history = encoder.history(interactions);
    int end = Math.min(place, history.size());
    List<Interaction> before = known(interactions).subList(0, end);
    long now = newest(before) + delay;

    // When
    EncodedSequence training = encoder.encodeBefore(history, end, now);

    // Then
    EncodedSequence serving = encoder.encode(encoder.history(before), now);
    assertThat(training).usingRecursiveComparison().isEqualTo(serving);
  }

  @Property
  void shouldBeTheSameFifteenYearsLater(
      @ForAll("histories") List<Interaction> history, @ForAll("delays") long delay) {
    long years = 15L * 365 * 86_400_000;
    List<Interaction> later = new ArrayList<>();
    history.forEach(it -> later.add(at(it, millis(it) + years)));
    long now = newest(history) + delay;

    EncodedSequence sequence = encoder.encode(encoder.history(history), now);
    EncodedSequence then = encoder.encode(encoder.history(later), now + years);

    assertThat(then.of(Input.REQUEST_CONTEXTS)[0] % RequestContext.PROMOTIONS)
        .as("all but the month")
        .isEqualTo(sequence.of(Input.REQUEST_CONTEXTS)[0] % RequestContext.PROMOTIONS);
    then.of(Input.REQUEST_CONTEXTS)[0] = sequence.of(Input.REQUEST_CONTEXTS)[0];
    assertThat(then).usingRecursiveComparison().isEqualTo(sequence);
  }

  @Property
  void shouldBeTheSameASecondLaterUnlessAMonthOrAStepOfTheRequestGapEnds(
      @ForAll("histories") List<Interaction> history, @ForAll("delays") long delay) {
    // Given
    List<Interaction> known = known(history);
    long now = newest(known) + delay;

    Assume.that(RequestContext.season(now) == RequestContext.season(now + 1000));

    // When
    EncodedSequence first = encoder.encode(encoder.history(known), now);
    EncodedSequence second = encoder.encode(encoder.history(known), now + 1000);

    // Then
    if (second.requestGap() == first.requestGap()) {
      assertThat(second).usingRecursiveComparison().isEqualTo(first);
    } else {
      assertThat(RequestGap.millis(second.requestGap())).isBetween(delay + 1, delay + 1000);
    }
  }

  /** Milliseconds from the newest interaction to the question; clocks may differ, so below 0. */
  @Provide
  Arbitrary<Long> delays() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-100_000, 100_000),
        Arbitraries.longs().between(0, 1_000_000_000_000L),
        Arbitraries.integers()
            .between(1, RequestGap.BUCKETS - 1)
            .flatMap(
                step -> Arbitraries.of(-1000L, -1L, 0L).map(it -> RequestGap.millis(step) + it)));
  }

  @Provide
  Arbitrary<List<Interaction>> histories() {
    Arbitrary<Interaction> steps =
        Combinators.combine(
                Arbitraries.of("a", "b", "c", "unknown"),
                Arbitraries.of("view", "purchase", "rating"),
                Arbitraries.of(0L, 0L, 900L, 5_000L, 86_400_000L, 500_000_000_000L),
                Arbitraries.of(Double.NaN, 1.0, 2.0, 3.0, 5.0),
                Arbitraries.of("", "false", "sale").map(name -> Map.of("promotion", name)))
            .as(SequenceEncoderProperties::interaction);
    return steps.list().ofMaxSize(20).map(SequenceEncoderProperties::oneAfterTheOther);
  }

  /** Reads the times as gaps. */
  private static List<Interaction> oneAfterTheOther(List<Interaction> steps) {
    List<Interaction> history = new ArrayList<>();
    long time = 0;
    for (Interaction step : steps) {
      time += millis(step);
      history.add(at(step, time));
    }
    return history;
  }

  private static List<Interaction> known(List<Interaction> interactions) {
    return interactions.stream().filter(it -> VOCABULARY.indexOf(it.itemId()).isPresent()).toList();
  }

  private static long newest(List<Interaction> history) {
    return history.isEmpty() ? 0 : millis(history.get(history.size() - 1));
  }

  private static long millis(Interaction interaction) {
    return interaction.timestamp().toEpochMilli();
  }

  private static Interaction at(Interaction step, long millis) {
    return interaction(step.itemId(), step.type(), millis, step.value(), step.context());
  }

  private static Interaction interaction(
      String item, String type, long millis, double value, Map<String, String> context) {
    return new Interaction(
        new UserKey("u"),
        "e",
        item,
        type,
        Instant.ofEpochMilli(millis),
        value,
        Double.NaN,
        0,
        context);
  }
}
