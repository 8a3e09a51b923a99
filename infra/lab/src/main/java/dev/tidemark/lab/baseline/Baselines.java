package dev.tidemark.lab.baseline;

import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Popularity;
import dev.tidemark.training.evaluation.Ranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fits every baseline, each with the setting that does best on validation.
 *
 * @param progress hears of each step, and of what is left out and why
 */
public record Baselines(TrainingData data, Evaluator evaluator, Consumer<String> progress) {
  /** Beyond this many items a square matrix of them no longer fits a usual heap. */
  private static final int MOST_ITEMS = 15_000;

  private static final String POPULARITY = "popularity";
  private static final String RECENT_POPULARITY = "popularity-7d";
  private static final String OWN_FREQUENT = "own-frequent";
  private static final String MARKOV = "markov";
  private static final String ITEM_KNN = "item-knn";
  private static final String EASE = "ease";

  /** All there are. */
  public static final List<String> NAMES =
      List.of(POPULARITY, RECENT_POPULARITY, OWN_FREQUENT, MARKOV, ITEM_KNN, EASE);

  private static final List<String> SQUARE = List.of(ITEM_KNN, EASE);

  /**
   * A fitted baseline.
   *
   * @param setting what validation chose, for people to read
   */
  public record Fitted(String name, String setting, Ranker ranker) {}

  /**
   * @param names of those to fit, some of {@link #NAMES}
   * @param timed whether the data has times
   */
  public List<Fitted> fit(List<String> names, boolean timed) {
    List<Fitted> fitted = new ArrayList<>();
    int items = data.vocabulary().size();
    float[] gram = null;
    for (String name : names) {
      if (name.equals(RECENT_POPULARITY) && !timed) {
        progress.accept(name + " is left out: the data has no times");
      } else if (SQUARE.contains(name) && items > MOST_ITEMS) {
        progress.accept(
            name
                + " is left out: it needs a square matrix of "
                + items
                + " items, more than "
                + MOST_ITEMS);
      } else {
        if (SQUARE.contains(name) && gram == null) {
          gram = ItemBased.gram(data);
        }
        fitted.add(fit(name, timed, gram));
      }
    }
    return fitted;
  }

  private Fitted fit(String name, boolean timed, float[] gram) {
    int items = data.vocabulary().size();
    return switch (name) {
      case POPULARITY -> new Fitted(name, "", new Popularity(data.shopperDays()));
      case RECENT_POPULARITY -> new Fitted(name, "", new RecentPopularity(data));
      case OWN_FREQUENT -> best(ownFrequent(timed));
      case MARKOV ->
          best(
              IntStream.of(1, 10, 100, 1000)
                  .mapToObj(
                      smoothing ->
                          new Fitted(name, "smoothing " + smoothing, new Markov(data, smoothing))));
      case ITEM_KNN -> best(itemKnn(gram, items));
      case EASE ->
          best(
              IntStream.of(30, 100, 300, 1000)
                  .mapToObj(
                      lambda ->
                          new Fitted(
                              name, "lambda " + lambda, ItemBased.ease(gram, items, lambda))));
      default -> throw new IllegalArgumentException("no baseline is called " + name);
    };
  }

  private Stream<Fitted> ownFrequent(boolean timed) {
    // Without times each interaction has a second of its own.
    double unit = timed ? 1 : 1 / 86_400.0;
    return IntStream.of(3, 10, 30, 90, 365, 36_500)
        .mapToObj(
            halfLife ->
                new Fitted(
                    OWN_FREQUENT,
                    "half-life " + halfLife + (timed ? " days" : " interactions"),
                    new OwnFrequent(data.popularity(), halfLife * unit)));
  }

  private static Stream<Fitted> itemKnn(float[] gram, int items) {
    return Stream.of(50, 300)
        .flatMap(
            neighbours ->
                Stream.of(0, 10, 50)
                    .map(
                        shrink ->
                            new Fitted(
                                ITEM_KNN,
                                "neighbours " + neighbours + ", shrink " + shrink,
                                ItemBased.nearest(gram, items, neighbours, shrink))));
  }

  private record Tried(Fitted fitted, double ndcg) {}

  /** The first of the best; the stream fits one after the other, so that two at most are held. */
  private Fitted best(Stream<Fitted> settings) {
    return settings
        .map(this::tried)
        .max(Comparator.comparingDouble(Tried::ndcg))
        .orElseThrow()
        .fitted();
  }

  private Tried tried(Fitted fitted) {
    double ndcg = evaluator.evaluate(fitted.ranker(), data.validation()).ndcg();
    progress.accept(
        String.format(
            Locale.ROOT, "%s, %s: validation NDCG@10 %.4f", fitted.name(), fitted.setting(), ndcg));
    return new Tried(fitted, ndcg);
  }
}
