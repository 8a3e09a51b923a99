package dev.tidemark.recommend;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The answer, best item first.
 *
 * @param modelVersion {@link #NO_MODEL} where no model is there yet
 * @param strategy {@link #LSTM} or {@link #POPULAR}
 */
@JsonPropertyOrder({"userId", "modelVersion", "strategy", "items"})
record Recommendations(
    String userId, String modelVersion, String strategy, List<RecommendedItem> items) {

  static final String LSTM = "lstm";
  static final String POPULAR = "popular";
  static final String NO_MODEL = "none";

  Recommendations {
    items = List.copyOf(items);
  }
}
