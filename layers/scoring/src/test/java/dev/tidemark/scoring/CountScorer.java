package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A real blend of what is counted and of a network that says the same to everybody, all items
 * alike; tells how many questions came together.
 */
final class CountScorer implements Scorer {
  final List<Integer> batches = new ArrayList<>();
  private final Learnt learnt;
  private final Blend blend;

  private CountScorer(Blend blend) {
    this.blend = blend;
    float[] alike = new float[blend.counts().demand().items()];
    Arrays.fill(alike, 1f / alike.length);
    learnt = new Learnt(alike, 1, 0);
  }

  /**
   * @param share of the rules in the answer
   */
  static CountScorer ofRules(int items, float share, SequentialRules rules) {
    return of(items, Optional.empty(), new Blend.Shares(0, share, 0, 0), rules);
  }

  /** Half of each answer is what the shopper takes again and again. */
  static CountScorer ofHabits(int items) {
    return of(
        items,
        Optional.of(new Habit(1e6, 0)),
        new Blend.Shares(.5f, 0, 0, 0),
        SequentialRules.none(items));
  }

  private static CountScorer of(
      int items, Optional<Habit> habit, Blend.Shares shares, SequentialRules rules) {
    float[] none = new float[items];
    float[] alike = new float[items];
    Arrays.fill(alike, 1);
    return new CountScorer(
        new Blend(
            shares,
            new Counts(
                habit, new float[] {0, 1}, rules, false, new Demand(none, alike, none, none))));
  }

  @Override
  public List<Answer> score(List<EncodedSequence> sequences) {
    batches.add(sequences.size());
    return sequences.stream().map(sequence -> blend.answer(learnt, sequence)).toList();
  }

  @Override
  public void close() {}
}
