package dev.tidemark.lab.evaluate;

import dev.tidemark.features.History;
import dev.tidemark.lab.report.ItemAge;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.RankingMetrics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long the items that are held out as the test were known when they were asked for.
 *
 * @param days of each held-out interaction, in the order of {@link RankingMetrics#gains}
 */
@SuppressWarnings("ArrayRecordComponent") // a column, never compared
record ItemAges(int[] days) {
  private static final long DAY = Duration.ofDays(1).toMillis();

  static ItemAges of(TrainingData data) {
    long[] first = firstMillis(data);
    return new ItemAges(
        data.test().stream()
            .flatMapToInt(
                query -> Arrays.stream(query.targets()).map(item -> days(query, item, first)))
            .toArray());
  }

  /** When training met each item first, by vocabulary index - 1; the largest number = never. */
  private static long[] firstMillis(TrainingData data) {
    long[] first = new long[data.vocabulary().size()];
    Arrays.fill(first, Long.MAX_VALUE);
    for (int user = 0; user < data.trained().length; user++) {
      History history = data.histories().get(user);
      for (int i = 0; i < data.trained()[user]; i++) {
        int item = history.item(i) - 1;
        first[item] = Math.min(first[item], history.millis(i));
      }
    }
    return first;
  }

  private static int days(Query query, int item, long[] first) {
    boolean isKnown = item != Query.UNKNOWN && first[item - 1] != Long.MAX_VALUE;
    return isKnown ? (int) Math.max(0, (query.millis() - first[item - 1]) / DAY) : ItemAge.NEVER;
  }

  List<ItemAge> of(RankingMetrics test) {
    return ItemAge.of(test.gains(), days);
  }
}
