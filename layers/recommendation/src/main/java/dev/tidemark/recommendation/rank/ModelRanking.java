package dev.tidemark.recommendation.rank;

import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.select.Candidates;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The items of a model by their probabilities among all of them.
 *
 * @param probabilities the one of index {@code i} stands at {@code i - 1}
 * @param blocked which are not to be answered, in the same order; what was taken is added
 */
@SuppressWarnings("ArrayRecordComponent") // scratch of one request, never compared
public record ModelRanking(
    KnownItems items, TopItems top, double[] probabilities, boolean[] blocked)
    implements Candidates {

  @Override
  public List<RecommendedItem> next(int count) {
    assert probabilities.length == blocked.length;
    top.reset(count);
    for (int i = 0; i < probabilities.length; i++) {
      if (!blocked[i]) {
        top.offer(i, probabilities[i]);
      }
    }
    RecommendedItem[] best = new RecommendedItem[top.size()];
    for (int place = best.length - 1; place >= 0; place--) {
      double probability = top.worstScore();
      int item = top.removeWorst();
      blocked[item] = true;
      best[place] = RecommendedItem.untitled(items.itemId(item + 1), probability);
    }
    return Arrays.asList(best);
  }

  @Override
  public boolean isNew(String itemId) {
    return !items.isTrained(itemId);
  }

  @Override
  public double scoreOf(String itemId) {
    OptionalInt index = items.indexOf(itemId);
    return index.isPresent() ? probabilities[index.getAsInt() - 1] : 0;
  }
}
