package dev.tidemark.training.propensity;

import java.util.List;

/** What the network says that shoppers want, from what they did before a moment. */
@FunctionalInterface
public interface States {

  /**
   * @param millis the moment, epoch milliseconds
   * @param shoppers places among all
   * @return one for each, [dimension]; an empty one where the network knows nothing of before
   */
  List<float[]> at(long millis, int[] shoppers);
}
