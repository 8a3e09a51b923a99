package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.domain.UserKey;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.Input;
import dev.tidemark.features.RequestContext;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.scoring.SequentialRules;
import dev.tidemark.training.data.RuleTable;
import dev.tidemark.training.data.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand random histories go both ways: written to the table, exported and run through the
 * training graph; and read back from the table as the recommend function does and run through DJL.
 */
class TrainingServingParityIT {
  private static final float TOLERANCE = 1e-5f;
  private static final float LOG_TOLERANCE = 1e-4f;

  private static RandomShop shop;
  private final SplittableRandom random = new SplittableRandom(17);

  @BeforeAll
  static void fill(@TempDir Path folder) throws IOException {
    shop = new RandomShop(folder);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @ParameterizedTest(name = "items of the history left out: {0}")
  @ValueSource(booleans = {false, true})
  void shouldScoreEveryHistoryAlikeInTrainingAndInService(boolean excludeSeen, @TempDir Path folder)
      throws IOException {
    // Given
    DisturbedModel model = DisturbedModel.of(shop, excludeSeen, folder);
    TrainingData data = model.data();
    SequenceEncoder encoder = model.written().encoder();
    Coverage coverage = new Coverage();
    int next = 0;
    List<EncodedSequence> asked = new ArrayList<>();
    List<double[]> answered = new ArrayList<>();

    // When
    try (PackageScorer scorer = PackageScorer.load(model.written());
        TrainingSide training = new TrainingSide(model)) {
      SequentialRules rules = RuleTable.of(data);
      for (UserKey user : RandomShop.users()) {
        History history = encoder.history(shop.served(user));
        History trained = history.size() == 0 ? history : data.histories().get(next++);
        long now = asked(history);
        EncodedSequence sequence = encoder.encode(history, now);
        coverage.add(sequence);

        // Then
        assertThat(history.items(0, history.size())).isEqualTo(trained.items(0, trained.size()));
        assertThat(IntStream.of(history.items(0, history.size())))
            .extracting(item -> data.vocabulary().entry(item).itemId())
            .isEqualTo(shop.listed(user));
        double[] expected =
            CountedByHand.withDemand(
                training.likelihoods(trained, now), model.blend().counts().demand());
        if (!excludeSeen) {
          CountedByHand.mix(
              DisturbedModel.HABIT_SHARE,
              CountedByHand.habits(sequence, data, model.blend().counts().demand()),
              expected);
        }
        CountedByHand.mix(
            DisturbedModel.RULE_SHARE,
            CountedByHand.followed(history, rules, expected.length),
            expected);
        if (excludeSeen) {
          CountedByHand.leaveOutSeen(sequence, expected);
        }
        double[] actual = scorer.score(sequence).probabilities();
        asked.add(sequence);
        answered.add(actual);
        assertAlike(actual, expected);
      }
      assertThat(next).isEqualTo(data.histories().size());
      assertSameTogether(scorer, asked, answered);
      coverage.assertComplete(encoder.spec());
    }
  }

  private static void assertAlike(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i])).isLessThan(TOLERANCE);
      if (expected[i] == 0) {
        assertThat(actual[i]).isZero();
      } else {
        assertThat(Math.log(actual[i]))
            .isCloseTo(Math.log(expected[i]), within((double) LOG_TOLERANCE));
      }
    }
  }

  /** Of other lengths, below each other. */
  private static void assertSameTogether(
      PackageScorer scorer, List<EncodedSequence> asked, List<double[]> answered) {
    List<Answer> together = scorer.score(asked);
    for (int row = 0; row < asked.size(); row++) {
      assertThat(together.get(row).probabilities())
          .containsExactly(answered.get(row), within((double) TOLERANCE));
    }
  }

  /** A moment in any step of the request gap. */
  private long asked(History history) {
    long newest = history.size() == 0 ? 0 : history.millis(history.size() - 1);
    return newest + random.nextLong(1L << random.nextInt(10, 37));
  }

  /** What the histories have in them of what a network can tell apart. */
  private static final class Coverage {
    private final Set<Integer> requestGaps = new HashSet<>();
    private final Set<Integer> requestContexts = new HashSet<>();
    private final Set<Integer> kinds = new HashSet<>();

    void add(EncodedSequence sequence) {
      requestGaps.add(sequence.requestGap());
      requestContexts.add(sequence.of(Input.REQUEST_CONTEXTS)[0]);
      kinds.add(sequence.behaviours()[sequence.length() - 1]);
    }

    void assertComplete(FeatureSpec spec) {
      assertThat(requestGaps).hasSize(1 + spec.maxRequestGap());
      assertThat(requestContexts)
          .as("each month with and without a promotion")
          .hasSize(RequestContext.COUNT - RequestContext.PROMOTIONS);
      assertThat(kinds).as("each with and without stars").hasSize(1 + spec.kinds());
    }
  }
}
