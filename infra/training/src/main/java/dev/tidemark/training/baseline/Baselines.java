package dev.tidemark.training.baseline;

import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.evaluation.RankingMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Fits every baseline, each with the setting that does best on validation. */
public final class Baselines {
  /** Beyond this many items a square matrix of them no longer fits a usual heap. */
  private static final int MOST_ITEMS = 15_000;

  private final TrainingData data;
  private final Evaluator evaluator;
  private final Consumer<String> progress;

  /**
   * A fitted baseline.
   *
   * @param setting what validation chose, for people to read
   */
  public record Fitted(String name, String setting, Ranker ranker) {}

  /**
   * @param progress hears of each step, and of what is left out and why
   */
  public Baselines(TrainingData data, Evaluator evaluator, Consumer<String> progress) {
    this.data = data;
    this.evaluator = evaluator;
    this.progress = progress;
  }

  /**
   * @param timed whether the data has times
   */
  public List<Fitted> fit(boolean timed) {
    List<Fitted> fitted = new ArrayList<>();
    fitted.add(new Fitted("popularity", "", new Popularity(data.popularity())));
    if (timed) {
      fitted.add(new Fitted("popularity-7d", "", new RecentPopularity(data)));
    } else {
      progress.accept("popularity-7d is left out: the data has no times");
    }
    fitted.add(best("own-frequent", ownFrequent(timed)));
    fitted.add(best("markov", markov()));
    int items = data.vocabulary().size();
    if (items <= MOST_ITEMS) {
      float[] gram = CoOccurrence.gram(data);
      fitted.add(best("item-knn", itemKnn(gram, items)));
      fitted.add(best("ease", ease(gram, items)));
    } else {
      progress.accept(
          "item-knn and ease are left out: they need a square matrix of "
              + items
              + " items, more than "
              + MOST_ITEMS);
    }
    return fitted;
  }

  private Map<String, Supplier<Ranker>> ownFrequent(boolean timed) {
    // Without times each interaction has a second of its own.
    double unit = timed ? 1 : 1 / 86_400.0;
    Map<String, Supplier<Ranker>> settings = new LinkedHashMap<>();
    for (int halfLife : new int[] {3, 10, 30, 90, 365, 36_500}) {
      settings.put(
          "half-life " + halfLife + (timed ? " days" : " interactions"),
          () -> new OwnFrequent(data.popularity(), halfLife * unit));
    }
    return settings;
  }

  private Map<String, Supplier<Ranker>> markov() {
    Map<String, Supplier<Ranker>> settings = new LinkedHashMap<>();
    for (int smoothing : new int[] {1, 10, 100, 1000}) {
      settings.put("smoothing " + smoothing, () -> new Markov(data, smoothing));
    }
    return settings;
  }

  private static Map<String, Supplier<Ranker>> itemKnn(float[] gram, int items) {
    Map<String, Supplier<Ranker>> settings = new LinkedHashMap<>();
    for (int neighbours : new int[] {50, 300}) {
      for (int shrink : new int[] {0, 10, 50}) {
        settings.put(
            "neighbours " + neighbours + ", shrink " + shrink,
            () -> new ItemKnn(gram, items, neighbours, shrink));
      }
    }
    return settings;
  }

  private static Map<String, Supplier<Ranker>> ease(float[] gram, int items) {
    Map<String, Supplier<Ranker>> settings = new LinkedHashMap<>();
    for (int lambda : new int[] {30, 100, 300, 1000}) {
      settings.put("lambda " + lambda, () -> new Ease(gram, items, lambda));
    }
    return settings;
  }

  private Fitted best(String name, Map<String, Supplier<Ranker>> settings) {
    Fitted best = null;
    double bestNdcg = -1;
    for (Map.Entry<String, Supplier<Ranker>> setting : settings.entrySet()) {
      Ranker ranker = setting.getValue().get();
      RankingMetrics metrics = evaluator.evaluate(ranker, data.validation());
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s, %s: validation NDCG@10 %.4f",
              name,
              setting.getKey(),
              metrics.ndcg()));
      if (metrics.ndcg() > bestNdcg) {
        bestNdcg = metrics.ndcg();
        best = new Fitted(name, setting.getKey(), ranker);
      }
    }
    return best;
  }
}
