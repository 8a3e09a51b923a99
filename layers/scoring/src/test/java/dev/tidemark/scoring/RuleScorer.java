package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A real blend of a network that says the same to everybody, all items alike, and of rules; tells
 * how many questions came together.
 */
final class RuleScorer implements Scorer {
  final List<Integer> batches = new ArrayList<>();
  private final Learnt learnt;
  private final Blend blend;

  /**
   * @param share of the rules in the answer
   */
  RuleScorer(int items, float share, SequentialRules rules) {
    float[] alike = new float[items];
    Arrays.fill(alike, 1f / items);
    learnt = new Learnt(alike, 1, 0);
    Demand none =
        new Demand(new float[items], new float[items], new float[items], new float[items]);
    blend =
        new Blend(
            new Blend.Shares(0, share, 0, 0),
            new Counts(Optional.empty(), new float[2], rules, false, none));
  }

  @Override
  public List<Answer> score(List<EncodedSequence> sequences) {
    batches.add(sequences.size());
    return sequences.stream().map(sequence -> blend.answer(learnt, sequence)).toList();
  }

  @Override
  public void close() {}
}
