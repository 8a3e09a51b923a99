package dev.tidemark.training.model;

import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.data.Trend;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import java.util.List;
import java.util.Locale;

/**
 * How much the trend and the popularity of items weigh beside what the network says: the exponents
 * with which they multiply its probabilities. The network learns from a time that is over; these
 * two numbers are chosen on what followed.
 *
 * @param trend exponent of what an item had of late, relative to before
 * @param popularity exponent of what an item had in all of training
 */
public record Prior(float trend, float popularity) {
  static final Prior NONE = new Prior(0f, 0f);

  private static final float[] TRENDS = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f};
  private static final float[] POPULARITIES = {-0.4f, -0.3f, -0.2f, -0.1f, 0.1f, 0.2f, 0.3f, 0.4f};

  /** The best of some exponents on validation, one after the other. */
  static Prior chosen(TrainingData data, Ranker ranker, Evaluator evaluator) {
    Choice choice = new Choice(data, ranker, evaluator);
    for (float trend : TRENDS) {
      choice.consider(new Prior(trend, 0f));
    }
    float trend = choice.best.trend();
    for (float popularity : POPULARITIES) {
      choice.consider(new Prior(trend, popularity));
    }
    return choice.best;
  }

  /** What to add to the log-probability of each item, by vocabulary index - 1. */
  float[] of(TrainingData data) {
    float[] prior = Trend.of(data.histories(), data.trained(), data.popularity());
    for (int i = 0; i < prior.length; i++) {
      prior[i] = trend * prior[i] + popularity * (float) Math.log(data.popularity()[i] + 1.0);
    }
    return prior;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "trend^%.1f popularity^%.1f", trend, popularity);
  }

  private static final class Choice {
    private final TrainingData data;
    private final Ranker ranker;
    private final Evaluator evaluator;
    private Prior best = NONE;
    private double bestFigure;

    Choice(TrainingData data, Ranker ranker, Evaluator evaluator) {
      this.data = data;
      this.ranker = ranker;
      this.evaluator = evaluator;
      bestFigure = figure(NONE);
    }

    void consider(Prior prior) {
      double figure = figure(prior);
      if (figure > bestFigure) {
        bestFigure = figure;
        best = prior;
      }
    }

    private double figure(Prior prior) {
      float[] added = prior.of(data);
      Ranker adjusted =
          (List<Query> queries, Ranker.Sink sink) ->
              ranker.rank(
                  queries,
                  (query, scores) -> {
                    for (int i = 0; i < scores.length; i++) {
                      scores[i] += added[i];
                    }
                    sink.scores(query, scores);
                  });
      return evaluator.evaluate(adjusted, data.validation()).named().get("ndcg");
    }
  }
}
