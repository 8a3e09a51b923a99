package dev.tidemark.scoring;

import java.util.Arrays;

/**
 * What is in demand at a moment; the item of vocabulary index {@code i} stands at {@code i - 1}.
 *
 * @param recent share of each item in what was popular lately
 * @param habitFactors what the habit of each item is multiplied by, see {@link Habit#factors}
 * @param trend how much more of each item there is lately than at other times, a logarithm
 * @param popularity how often each item occurs in all of training, a logarithm
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns, never compared
public record Demand(float[] recent, float[] habitFactors, float[] trend, float[] popularity) {
  public int items() {
    return recent.length;
  }

  /** The same with more items that training never met. */
  Demand with(int more, Unseen unseen) {
    return new Demand(
        longer(recent, more, unseen.recent()),
        longer(habitFactors, more, 1),
        longer(trend, more, unseen.trend()),
        longer(popularity, more, unseen.popularity()));
  }

  private static float[] longer(float[] column, int more, float value) {
    float[] longer = Arrays.copyOf(column, column.length + more);
    Arrays.fill(longer, column.length, longer.length, value);
    return longer;
  }
}
