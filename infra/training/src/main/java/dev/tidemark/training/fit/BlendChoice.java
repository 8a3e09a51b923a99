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

/** Compares blends on validation. */
final class BlendChoice {
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

  private final TrainingData data;
  private final Counts counts;
  private final Ranker network;
  private final SequenceEncoder encoder;
  private final Evaluator evaluator;
  private Shares best = Shares.NONE;
  private double bestFigure = -1;

  private BlendChoice(
      TrainingData data,
      Counts counts,
      Ranker network,
      SequenceEncoder encoder,
      Evaluator evaluator) {
    this.data = data;
    this.counts = counts;
    this.network = network;
    this.encoder = encoder;
    this.evaluator = evaluator;
  }

  /**
   * The best of some numbers on validation, one number after the other. Shares come first:
   * exponents fitted to validation would leave them no room.
   *
   * @param network alone
   */
  static Blend of(
      TrainingData data,
      Counts counts,
      Ranker network,
      SequenceEncoder encoder,
      Evaluator evaluator) {
    BlendChoice choice = new BlendChoice(data, counts, network, encoder, evaluator);
    if (counts.habit().isPresent()) {
      choice.consider(HABITS, (it, h) -> new Shares(h, it.rules(), it.trend(), it.popularity()));
    }
    if (counts.rules().followers().length > 0) {
      choice.consider(RULES, (it, r) -> new Shares(it.habits(), r, it.trend(), it.popularity()));
    }
    choice.consider(TRENDS, (it, t) -> new Shares(it.habits(), it.rules(), t, it.popularity()));
    choice.consider(POPULARITIES, (it, p) -> new Shares(it.habits(), it.rules(), it.trend(), p));
    return new Blend(choice.best, counts);
  }

  /**
   * Looks whether one of some numbers is better than the best so far.
   *
   * @param numbers that of the best so far among them
   * @param with what the best so far becomes with a number
   */
  private void consider(float[] numbers, BiFunction<Shares, Float, Shares> with) {
    List<Shares> candidates = new ArrayList<>();
    for (float number : numbers) {
      candidates.add(with.apply(best, number));
    }
    Blending blending = new Blending(candidates);
    List<Evaluator.Adjustment> adjustments = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      int candidate = i;
      adjustments.add((query, scores) -> blending.blend(candidate, query, scores));
    }
    List<RankingMetrics> metrics = evaluator.evaluate(network, asked(), adjustments);
    for (int i = 0; i < candidates.size(); i++) {
      double figure = metrics.get(i).named().get(FIGURE);
      if (figure > bestFigure) {
        bestFigure = figure;
        best = candidates.get(i);
      }
    }
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

  /** What the candidates need of the query that came last, and of its moment. */
  private final class Blending {
    private final List<Shares> candidates;
    private List<Blend> blends = List.of();
    private long moment = Long.MIN_VALUE;
    private Query newest;
    private Learnt learnt;
    private EncodedSequence sequence;

    Blending(List<Shares> candidates) {
      this.candidates = candidates;
    }

    /** Turns the network's probabilities into those of a candidate. */
    void blend(int candidate, Query query, float[] scores) {
      if (!query.equals(newest)) {
        newest = query;
        comeTo(data.recent().knownAt(query.millis()));
        learnt = new Learnt(scores.clone(), 0, 0);
        sequence = encoder.encodeBefore(query.history(), query.end(), query.millis());
      }
      float[] answer = blends.get(candidate).answer(learnt, sequence).floats();
      System.arraycopy(answer, 0, scores, 0, scores.length);
    }

    private void comeTo(long millis) {
      if (millis != moment) {
        moment = millis;
        Demand demand = Counting.demand(data, counts.habit(), millis);
        blends = candidates.stream().map(shares -> new Blend(shares, counts.with(demand))).toList();
      }
    }
  }
}
