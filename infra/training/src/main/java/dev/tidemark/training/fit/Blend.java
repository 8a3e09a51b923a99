package dev.tidemark.training.fit;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.data.Trend;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.network.CountedAnswer;
import dev.tidemark.training.network.ScoringGraph;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the answer is blended from what the network learnt and what was counted:
 *
 * <pre>
 * (1 - r) ((1 - h) P + h H) + r R
 * </pre>
 *
 * <p>H is the habit, R are the rules, and P is what the network says times {@code trend^t
 * popularity^p}, since it only learns from a time that is over. The four numbers are chosen on what
 * followed training.
 *
 * @param habits h
 * @param rules r
 * @param trend t, exponent of what an item had of late, relative to other times
 * @param popularity p, exponent of what an item had in all of training
 */
public record Blend(float habits, float rules, float trend, float popularity, Counted counted) {
  private static final float[] HABITS = {0f, 0.1f, 0.2f, 0.3f, 0.5f, 0.7f};
  private static final float[] RULES = {0f, 0.05f, 0.1f, 0.15f, 0.2f, 0.25f, 0.3f};
  private static final float[] TRENDS = {0f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f};
  private static final float[] POPULARITIES = {
    -0.4f, -0.3f, -0.2f, -0.1f, 0f, 0.1f, 0.2f, 0.3f, 0.4f
  };

  /** The network alone. */
  static Blend none(Counted counted) {
    return new Blend(0f, 0f, 0f, 0f, counted);
  }

  /**
   * The best of some numbers on validation, one number after the other. Shares come first:
   * exponents fitted to validation would leave them no room.
   */
  static Blend chosen(
      TrainingData data,
      Counted counted,
      Ranker network,
      SequenceEncoder encoder,
      Evaluator evaluator) {
    BlendChoice choice = new BlendChoice(data, network, encoder, evaluator, none(counted));
    if (counted.habit().isPresent()) {
      choice.consider(HABITS, Blend::withHabits);
    }
    if (counted.rules().isPresent()) {
      choice.consider(RULES, Blend::withRules);
    }
    choice.consider(TRENDS, Blend::withTrend);
    choice.consider(POPULARITIES, Blend::withPopularity);
    return choice.best();
  }

  private Blend withHabits(float share) {
    return new Blend(share, rules, trend, popularity, counted);
  }

  private Blend withRules(float share) {
    return new Blend(habits, share, trend, popularity, counted);
  }

  private Blend withTrend(float exponent) {
    return new Blend(habits, rules, exponent, popularity, counted);
  }

  private Blend withPopularity(float exponent) {
    return new Blend(habits, rules, trend, exponent, counted);
  }

  /** What {@link ScoringGraph} is to load beside the weights of the network. */
  Map<String, float[]> weights(TrainingData data) {
    Map<String, float[]> weights = demand(data, data.recent().afterNewest());
    counted
        .habit()
        .ifPresent(
            habit -> {
              weights.put(CountedAnswer.HABIT_SHARE, new float[] {habits});
              weights.put(CountedAnswer.HABIT_DECAY, new float[] {(float) habit.decay()});
              weights.put(CountedAnswer.HABIT_BEHAVIOURS, data.weights().byKind(data.spec()));
            });
    counted
        .rules()
        .ifPresent(
            table -> {
              weights.put(CountedAnswer.RULE_SHARE, new float[] {rules});
              weights.put(CountedAnswer.RULE_FOLLOWERS, table.followers());
              weights.put(CountedAnswer.RULE_STRENGTHS, table.strengths());
            });
    return weights;
  }

  /**
   * Those of them that change from moment to moment.
   *
   * @param moment epoch milliseconds
   */
  Map<String, float[]> demand(TrainingData data, long moment) {
    Map<String, float[]> demand = new HashMap<>();
    long[] lately = Trend.demand(data.recent(), moment);
    demand.put(ScoringGraph.POPULARITY, data.recent().at(moment));
    demand.put(ScoringGraph.PRIOR, exponents(lately, data.popularity()));
    counted
        .habit()
        .ifPresent(habit -> demand.put(CountedAnswer.HABIT_FACTORS, habit.factors(lately)));
    return demand;
  }

  /** What to add to the network's log-probability of each item, by vocabulary index - 1. */
  float[] exponents(long[] lately, long[] popularities) {
    float[] added = Trend.of(lately, popularities);
    for (int i = 0; i < added.length; i++) {
      added[i] = trend * added[i] + popularity * (float) Math.log(popularities[i] + 1.0);
    }
    return added;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "trend^%.1f popularity^%.1f", trend, popularity));
    if (rules > 0) {
      text.append(String.format(Locale.ROOT, "; rules %.2f", rules));
    }
    if (habits > 0) {
      text.append(
          String.format(Locale.ROOT, "; habits %.1f (%s)", habits, counted.habit().orElseThrow()));
    }
    return text.toString();
  }
}
