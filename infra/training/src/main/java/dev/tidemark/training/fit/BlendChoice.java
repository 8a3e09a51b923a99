package dev.tidemark.training.fit;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Blend.Shares;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.Learnt;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.evaluation.RankingMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Compares blends on validation.
 *
 * @param network alone
 */
record BlendChoice(
    TrainingData data,
    Counts counts,
    Ranker network,
    SequenceEncoder encoder,
    Evaluator evaluator) {
  private static final float[] HABITS = {0f, 0.1f, 0.2f, 0.3f, 0.5f, 0.7f};
  private static final float[] RULES = {0f, 0.05f, 0.1f, 0.15f, 0.2f, 0.25f, 0.3f};
  private static final float[] TRENDS = {0f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f};
  private static final float[] POPULARITIES = {
    -0.4f, -0.3f, -0.2f, -0.1f, 0f, 0.1f, 0.2f, 0.3f, 0.4f
  };

  /** Moves less from sample to sample than NDCG@10, and still looks at what is shown. */
  private static final String FIGURE = "ndcg@20";

  /** Each candidate looks at every item for every question. */
  private static final int ENOUGH = 25_000;

  private record Found(Shares shares, double figure) {}

  /**
   * The best of some numbers on validation, one number after the other. Shares come first:
   * exponents fitted to validation would leave them no room.
   */
  Blend best() {
    Found best = new Found(Shares.NONE, -1);
    if (counts.habit().isPresent()) {
      best =
          better(best, HABITS, (it, h) -> new Shares(h, it.rules(), it.trend(), it.popularity()));
    }
    if (counts.rules().followers().length > 0) {
      best =
          better(best, RULES, (it, r) -> new Shares(it.habits(), r, it.trend(), it.popularity()));
    }
    best = better(best, TRENDS, (it, t) -> new Shares(it.habits(), it.rules(), t, it.popularity()));
    best =
        better(best, POPULARITIES, (it, p) -> new Shares(it.habits(), it.rules(), it.trend(), p));
    return new Blend(best.shares(), counts);
  }

  /**
   * The best so far, or what is better with one of some numbers.
   *
   * @param numbers that of the best so far among them
   * @param with what the best so far becomes with a number
   */
  private Found better(Found best, float[] numbers, BiFunction<Shares, Float, Shares> with) {
    List<Shares> candidates = new ArrayList<>();
    for (float number : numbers) {
      candidates.add(with.apply(best.shares(), number));
    }
    List<RankingMetrics> metrics =
        evaluator.evaluate(network, asked(), numbers.length, new Blending(candidates)::answers);
    Found found = best;
    for (int i = 0; i < numbers.length; i++) {
      double figure = metrics.get(i).named().get(FIGURE);
      if (figure > found.figure()) {
        found = new Found(candidates.get(i), figure);
      }
    }
    return found;
  }

  /** Some of the validation, evenly, where there is a lot. */
  private List<Query> asked() {
    List<Query> all = data.validation();
    if (all.size() <= ENOUGH) {
      return all;
    }
    return IntStream.range(0, ENOUGH)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / ENOUGH)))
        .toList();
  }

  /** The candidates at the moment of the query that came last. */
  private final class Blending {
    private final List<Shares> candidates;
    private List<Blend> blends = List.of();
    private long moment = Long.MIN_VALUE;

    Blending(List<Shares> candidates) {
      this.candidates = candidates;
    }

    /** The probabilities of each candidate, from those of the network. */
    List<float[]> answers(Query query, float[] scores) {
      long known = data.recent().knownAt(query.millis());
      if (known != moment) {
        moment = known;
        Demand demand = Counting.demand(data, counts.habit(), known);
        blends = candidates.stream().map(shares -> new Blend(shares, counts.with(demand))).toList();
      }
      Learnt learnt = new Learnt(scores, 0, 0);
      EncodedSequence sequence = encoder.encodeBefore(query.history(), query.end(), query.millis());
      return blends.stream().map(blend -> blend.answer(learnt, sequence).floats()).toList();
    }
  }
}
