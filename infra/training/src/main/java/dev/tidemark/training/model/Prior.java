package dev.tidemark.training.model;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.Habit;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.data.Trend;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.network.ScoringGraph;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is said beside the network, which only learns from a time that is over. The answer is {@code
 * (1 - share) P + share H}, where H is the {@link Habit} and P is what the network says, times
 * {@code trend^t popularity^p}. The three numbers are chosen on what followed training.
 *
 * @param share of the habit in the answer
 * @param trend exponent of what an item had of late, relative to before
 * @param popularity exponent of what an item had in all of training
 * @param habit none where items of the history are not to come again
 */
public record Prior(float share, float trend, float popularity, Optional<Habit> habit) {
  private static final float[] SHARES = {0.1f, 0.2f, 0.3f, 0.5f, 0.7f};
  private static final float[] TRENDS = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f};
  private static final float[] POPULARITIES = {-0.4f, -0.3f, -0.2f, -0.1f, 0.1f, 0.2f, 0.3f, 0.4f};

  /** Nothing beside the network. */
  static Prior none(Optional<Habit> habit) {
    return new Prior(0f, 0f, 0f, habit);
  }

  /** The best of some numbers on validation, one number after the other. */
  static Prior chosen(
      TrainingData data,
      Optional<Habit> habit,
      Ranker network,
      SequenceEncoder encoder,
      Evaluator evaluator) {
    Choice choice = new Choice(data, network, encoder, evaluator, none(habit));
    if (habit.isPresent()) {
      for (float share : SHARES) {
        choice.consider(new Prior(share, 0f, 0f, habit));
      }
    }
    float share = choice.best.share();
    for (float trend : TRENDS) {
      choice.consider(new Prior(share, trend, 0f, habit));
    }
    float trend = choice.best.trend();
    for (float popularity : POPULARITIES) {
      choice.consider(new Prior(share, trend, popularity, habit));
    }
    return choice.best;
  }

  /** What {@link ScoringGraph} is to load beside the weights of the network. */
  Map<String, float[]> weights(TrainingData data) {
    Map<String, float[]> weights = new HashMap<>();
    weights.put(ScoringGraph.PRIOR, exponents(data));
    if (habit.isPresent()) {
      weights.put(ScoringGraph.HABIT_SHARE, new float[] {share});
      weights.put(ScoringGraph.HABIT_DECAY, new float[] {(float) habit.get().decay()});
      weights.put(ScoringGraph.HABIT_FACTORS, factors(data));
      weights.put(ScoringGraph.HABIT_BEHAVIOURS, data.weights().byKind(data.spec()));
    }
    return weights;
  }

  /** What to add to the network's log-probability of each item, by vocabulary index - 1. */
  private float[] exponents(TrainingData data) {
    float[] added = Trend.of(data.recent(), data.popularity());
    for (int i = 0; i < added.length; i++) {
      added[i] = trend * added[i] + popularity * (float) Math.log(data.popularity()[i] + 1.0);
    }
    return added;
  }

  private float[] factors(TrainingData data) {
    return habit.orElseThrow().factors(Trend.demand(data.recent(), data.recent().afterNewest()));
  }

  @Override
  public String toString() {
    String exponents = String.format(Locale.ROOT, "trend^%.1f popularity^%.1f", trend, popularity);
    return share == 0
        ? exponents
        : String.format(Locale.ROOT, "%s, habit %.1f (%s)", exponents, share, habit.orElseThrow());
  }

  private static final class Choice {
    private final TrainingData data;
    private final Ranker network;
    private final SequenceEncoder encoder;
    private final Evaluator evaluator;
    private Prior best;
    private double bestFigure;

    Choice(
        TrainingData data,
        Ranker network,
        SequenceEncoder encoder,
        Evaluator evaluator,
        Prior none) {
      this.data = data;
      this.network = network;
      this.encoder = encoder;
      this.evaluator = evaluator;
      best = none;
      bestFigure = figure(none);
    }

    void consider(Prior prior) {
      double figure = figure(prior);
      if (figure > bestFigure) {
        bestFigure = figure;
        best = prior;
      }
    }

    /** NDCG without a cut-off, which moves less from sample to sample than NDCG@10. */
    private double figure(Prior prior) {
      float[] added = prior.exponents(data);
      float[] factors = prior.share() == 0 ? new float[0] : prior.factors(data);
      Ranker adjusted =
          (queries, sink) ->
              network.rank(
                  queries,
                  (query, scores) -> {
                    for (int i = 0; i < scores.length; i++) {
                      scores[i] += added[i];
                    }
                    if (prior.share() > 0) {
                      mix(prior, query, factors, scores);
                    }
                    sink.scores(query, scores);
                  });
      return evaluator.evaluate(adjusted, data.validation()).named().get("ndcg");
    }

    /** Turns log-probabilities that need not add up to 1 into the probabilities of the mixture. */
    private void mix(Prior prior, Query query, float[] factors, float[] scores) {
      double[] habits = new double[scores.length];
      EncodedSequence sequence = encoder.encodeBefore(query.history(), query.end(), query.millis());
      prior.habit().orElseThrow().count(sequence, data.weights(), factors, habits);
      double counted = Double.MIN_NORMAL;
      double sum = 0;
      for (int i = 0; i < scores.length; i++) {
        counted += habits[i];
        sum += Math.exp(scores[i]);
      }
      for (int i = 0; i < scores.length; i++) {
        scores[i] =
            (float)
                ((1 - prior.share()) * Math.exp(scores[i]) / sum
                    + prior.share() * habits[i] / counted);
      }
    }
  }
}
