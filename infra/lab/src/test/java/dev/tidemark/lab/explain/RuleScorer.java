package dev.tidemark.lab.explain;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.KnownBehaviour;
import dev.tidemark.features.Moment;
import dev.tidemark.features.RequestGap;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.Learnt;
import dev.tidemark.scoring.Occlusion;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.scoring.SequentialRules;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A real blend of a network that says the same to everybody, all items alike, and of one rule: the
 * last item follows the first one.
 */
final class RuleScorer implements Scorer {
  static final int ITEMS = 8;
  static final long NOW = 1_700_000_000_000L;
  static final SequenceEncoder ENCODER =
      new SequenceEncoder(
          new Vocabulary(
              IntStream.rangeClosed(1, ITEMS)
                  .mapToObj(i -> new Vocabulary.Entry("item-" + i, "", Double.NaN))
                  .toList()),
          new FeatureSpec(
              50,
              0,
              List.of(KnownBehaviour.plain("view")),
              20,
              RequestGap.BUCKETS - 1,
              false,
              false));

  /** Of the rule in the answer. */
  static final float SHARE = .5f;

  private final Learnt learnt;
  private final Blend blend;

  RuleScorer() {
    float[] alike = new float[ITEMS];
    Arrays.fill(alike, 1f / ITEMS);
    learnt = new Learnt(alike, 1, 0);
    int[] first = new int[ITEMS + 1];
    Arrays.fill(first, 1, first.length, 1);
    SequentialRules rules = new SequentialRules(first, new int[] {ITEMS - 1}, new float[] {1});
    float[] none = new float[ITEMS];
    blend =
        new Blend(
            new Blend.Shares(0, SHARE, 0, 0),
            new Counts(
                Optional.empty(), new float[2], rules, false, new Demand(none, none, none, none)));
  }

  /** What is asked about the last item after these ones, one event a second. */
  Explained explained(Integer... items) {
    History known = new History(items.length);
    for (int i = 0; i < items.length; i++) {
      known.add(items[i], 1, NOW - 1000L * (items.length - i), Float.NaN);
    }
    Answer answer = score(ENCODER.encode(known, NOW));
    return Explained.of(
        new Occlusion.Question(known, Moment.of(NOW), answer, new boolean[ITEMS], 1), ITEMS);
  }

  @Override
  public List<Answer> score(List<EncodedSequence> sequences) {
    return sequences.stream().map(sequence -> blend.answer(learnt, sequence)).toList();
  }

  @Override
  public void close() {}
}
