package dev.tidemark.recommendation.select;

import dev.tidemark.recommendation.request.ItemFilter;
import java.util.Set;

/** An order of items, for one request. */
public interface Ranking {
  /**
   * Those that may be answered, as far as that is known without the catalogue. What was made before
   * is not used any more then.
   *
   * @param excluded ids that must not be answered
   */
  Candidates within(ItemFilter filter, Set<String> excluded);
}
