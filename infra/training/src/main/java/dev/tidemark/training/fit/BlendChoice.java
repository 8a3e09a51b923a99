package dev.tidemark.training.fit;

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

    /** What each candidate multiplies the network's probabilities with, by vocabulary index - 1. */
    private final List<double[]> multipliers = new ArrayList<>();

    private final double[] learnt = new double[data.popularity().length];
    private final double[] habits = new double[data.popularity().length];
    private final double[] rules = new double[data.popularity().length];
    private float[] factors = new float[0];
    private long moment = Long.MIN_VALUE;
    private Query newest;

    Blending(List<Blend> candidates) {
      this.candidates = candidates;
    }

    /** Turns the network's log-probabilities into the probabilities of a candidate. */
    void blend(int candidate, Query query, float[] scores) {
      if (!query.equals(newest)) {
        newest = query;
        comeTo(data.recent().knownAt(query.millis()));
        look(query, scores);
      }
      Blend blend = candidates.get(candidate);
      double[] multiplier = multipliers.get(candidate);
      double sum = 0;
      for (int i = 0; i < learnt.length; i++) {
        sum += learnt[i] * multiplier[i];
      }
      double r = blend.rules() / atLeastSomething(rules);
      double h = (1 - blend.rules()) * blend.habits() / atLeastSomething(habits);
      double p = (1 - blend.rules()) * (1 - blend.habits()) / sum;
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (float) (p * learnt[i] * multiplier[i] + h * habits[i] + r * rules[i]);
      }
    }

    private double atLeastSomething(double[] counts) {
      return Math.max(Double.MIN_NORMAL, Arrays.stream(counts).sum());
    }

    private void comeTo(long millis) {
      if (millis == moment) {
        return;
      }
      moment = millis;
      long[] lately = Trend.demand(data.recent(), millis);
      multipliers.clear();
      for (Blend blend : candidates) {
        float[] added = blend.exponents(lately, data.popularity());
        multipliers.add(
            IntStream.range(0, added.length).mapToDouble(i -> Math.exp(added[i])).toArray());
      }
      best.counted().habit().ifPresent(habit -> factors = habit.factors(lately));
    }

    private void look(Query query, float[] scores) {
      for (int i = 0; i < scores.length; i++) {
        learnt[i] = Math.exp(scores[i]);
      }
      EncodedSequence sequence = encoder.encodeBefore(query.history(), query.end(), query.millis());
      Arrays.fill(habits, 0);
      Arrays.fill(rules, 0);
      best.counted()
          .habit()
          .ifPresent(habit -> habit.count(sequence, data.weights(), factors, habits));
      best.counted().rules().ifPresent(table -> table.count(sequence, rules));
    }
  }
}
