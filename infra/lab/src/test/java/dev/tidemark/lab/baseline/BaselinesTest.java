package dev.tidemark.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.History;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Logs;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final long DAY = 86_400;

  /** Users a, b and c; two more rows of each are held out. */
  private final TrainingData data =
      encode(
          "a x 0", "a y 1", "a p 2", "a p 3", //
          "b x 0", "b y 1", "b p 2", "b p 3", //
          "c z 0", "c x 1", "c p 2", "c p 3");

  @Test
  void shouldCountWhatFollowedTheLastItem() {
    assertThat(best(data, new Markov(data, 0.1), query(data, 10, "z"))).isEqualTo("x");
    assertThat(best(data, new Markov(data, 0.1), query(data, 10, "x"))).isEqualTo("y");
  }

  @Test
  void shouldRankOwnItemsByTimeSinceThen() {
    Query query = query(data, 100 * DAY, "y", "y", "z");

    // y twice long ago against z once lately: a second apart, so only a short half-life minds
    assertThat(best(data, new OwnFrequent(data.popularity(), 1000), query)).isEqualTo("y");
    assertThat(best(data, new OwnFrequent(data.popularity(), 0.1 / DAY), query)).isNotEqualTo("y");
  }

  @Test
  void shouldOnlyKnowTheWeekBeforeTheQuery() {
    TrainingData late =
        encode(
            "a x 0",
            "a x 1",
            "a x 2",
            "a q 3",
            "a q 4", //
            "b y " + 20 * DAY,
            "b p " + 21 * DAY,
            "b p " + 22 * DAY);
    RecentPopularity recent = new RecentPopularity(late);

    assertThat(best(late, recent, query(late, 10, "x"))).isEqualTo("x");
    assertThat(best(late, recent, query(late, 20 * DAY + 1, "x"))).isEqualTo("y");
    // at the very time of y it is not known, and nothing else was within the week: popularity
    assertThat(best(late, recent, query(late, 20 * DAY, "x"))).isEqualTo("x");
  }

  @Test
  void shouldFindWhatIsTakenTogether() {
    float[] gram = ItemBased.gram(data);
    int n = data.vocabulary().size();
    int x = data.vocabulary().indexOf("x").getAsInt() - 1;
    int y = data.vocabulary().indexOf("y").getAsInt() - 1;
    assertThat(gram[x * n + x]).isEqualTo(3);
    assertThat(gram[x * n + y]).isEqualTo(2);

    assertThat(best(data, ItemBased.nearest(gram, n, 2, 0), query(data, 10, "y"))).isEqualTo("x");
    assertThat(best(data, ItemBased.ease(gram, n, 1), query(data, 10, "y"))).isEqualTo("x");
  }

  /** For G = X'X + lambda I of two items: P = inverse(G), B12 = -P12 / P22 = G12 / G11. */
  @Test
  void shouldSolveEaseInClosedForm() {
    float[] gram = {3, 2, 2, 5};
    ItemBased ease = ItemBased.ease(gram, 2, 1);
    List<float[]> scores = new ArrayList<>();
    TrainingData two = encode("a x 0", "a y 1", "b y 0", "b y 0");

    ease.rank(
        List.of(new Query(two.histories().get(0), 1, new int[] {1}, 0)),
        (query, row) -> scores.add(row));

    int first = two.histories().get(0).item(0) - 1;
    double diagonal = gram[first * 2 + first] + 1;
    assertThat(scores.get(0)[first]).isZero();
    assertThat((double) scores.get(0)[1 - first]).isCloseTo(2 / diagonal, within(1e-6));
  }

  @Test
  void shouldFitEachOnceWithASettingOfItsOwn() {
    List<String> said = new ArrayList<>();
    List<Baselines.Fitted> fitted =
        new Baselines(data, new Evaluator(data.vocabulary().size(), false), said::add)
            .fit(Baselines.NAMES, true);

    assertThat(fitted)
        .extracting(Baselines.Fitted::name)
        .containsExactly(
            "popularity", "popularity-7d", "own-frequent", "markov", "item-knn", "ease");
    assertThat(said).anyMatch(line -> line.startsWith("ease, lambda 100: validation NDCG@10"));
  }

  private static TrainingData encode(String... events) {
    return new LogEncoder(Logs.of(events), Split.leaveOneOut(Optional.empty())).encode(10, 5);
  }

  private static Query query(TrainingData data, long seconds, String... items) {
    History history = new History(items.length);
    for (int i = 0; i < items.length; i++) {
      history.add(data.vocabulary().indexOf(items[i]).getAsInt(), 1, i * 1000L, Float.NaN);
    }
    return new Query(history, items.length, new int[] {1}, seconds * 1000);
  }

  private static String best(TrainingData data, Ranker ranker, Query query) {
    return data.vocabulary().entry(bestRow(ranker, query) + 1).itemId();
  }

  private static int bestRow(Ranker ranker, Query query) {
    int[] best = new int[1];
    ranker.rank(
        List.of(query),
        (asked, scores) -> {
          for (int row = 1; row < scores.length; row++) {
            best[0] = scores[row] > scores[best[0]] ? row : best[0];
          }
        });
    return best[0];
  }
}
