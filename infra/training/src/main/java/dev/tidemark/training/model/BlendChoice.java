package dev.tidemark.training.model;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.data.Trend;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.evaluation.RankingMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Compares blends on validation. */
final class BlendChoice {
  /** Moves less from sample to sample than NDCG@10, and still looks at what is shown. */
  private static final String FIGURE = "ndcg@20";

  /** Each candidate looks at every item for every question. */
  private static final int ENOUGH = 25_000;

  private final TrainingData data;
  private final Ranker network;
  private final SequenceEncoder encoder;
  private final Evaluator evaluator;
  private Blend best;
  private double bestFigure = -1;

  /**
   * @param network alone
   * @param none to begin with
   */
  BlendChoice(
      TrainingData data, Ranker network, SequenceEncoder encoder, Evaluator evaluator, Blend none) {
    this.data = data;
    this.network = network;
    this.encoder = encoder;
    this.evaluator = evaluator;
    best = none;
  }

  Blend best() {
    return best;
  }

  /**
   * Looks whether one of some numbers is better than the best so far.
   *
   * @param numbers that of the best so far among them
   * @param with what the best so far becomes with a number
   */
  void consider(float[] numbers, BiFunction<Blend, Float, Blend> with) {
    List<Blend> candidates = new ArrayList<>();
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
    private final List<Blend> candidates;
    private final List<float[]> added = new ArrayList<>();
    private final double[] habits = new double[data.popularity().length];
    private final double[] rules = new double[data.popularity().length];
    private float[] factors = new float[0];
    private long moment = Long.MIN_VALUE;
    private Query newest;

    Blending(List<Blend> candidates) {
      this.candidates = candidates;
    }

    void blend(int candidate, Query query, float[] scores) {
      if (!query.equals(newest)) {
        newest = query;
        comeTo(data.recent().knownAt(query.millis()));
        count(query);
      }
      Blend blend = candidates.get(candidate);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += added.get(candidate)[i];
      }
      if (blend.habits() + blend.rules() > 0) {
        mix(blend, scores);
      }
    }

    private void comeTo(long millis) {
      if (millis == moment) {
        return;
      }
      moment = millis;
      long[] lately = Trend.demand(data.recent(), millis);
      added.clear();
      candidates.forEach(blend -> added.add(blend.exponents(lately, data.popularity())));
      best.counted().habit().ifPresent(habit -> factors = habit.factors(lately));
    }

    private void count(Query query) {
      EncodedSequence sequence = encoder.encodeBefore(query.history(), query.end(), query.millis());
      Arrays.fill(habits, 0);
      Arrays.fill(rules, 0);
      best.counted()
          .habit()
          .ifPresent(habit -> habit.count(sequence, data.weights(), factors, habits));
      best.counted().rules().ifPresent(table -> table.count(sequence, rules));
    }

    /** Turns log-probabilities that need not add up to 1 into the probabilities of the blend. */
    private void mix(Blend blend, float[] scores) {
      double sum = 0;
      for (float score : scores) {
        sum += Math.exp(score);
      }
      double h = blend.habits() / Math.max(Double.MIN_NORMAL, Arrays.stream(habits).sum());
      double r = blend.rules() / Math.max(Double.MIN_NORMAL, Arrays.stream(rules).sum());
      for (int i = 0; i < scores.length; i++) {
        double known = (1 - blend.habits()) * Math.exp(scores[i]) / sum + h * habits[i];
        scores[i] = (float) ((1 - blend.rules()) * known + r * rules[i]);
      }
    }
  }
}
