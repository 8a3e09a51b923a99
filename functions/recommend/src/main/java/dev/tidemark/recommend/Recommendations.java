package dev.tidemark.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer, best item first.
 *
 * @param modelVersion {@link #NO_MODEL} where no model is there yet
 * @param strategy {@link #LSTM}, {@link #POPULAR}, {@link #CONTENT} or {@link #NEWEST}
 * @param interest shares of the {@code long}-term and the {@code short}-term interest, which add up
 *     to 1; empty where the model was not asked
 * @param warnings what was asked for and cannot be meant so; left out of the answer where there is
 *     nothing
 */
@JsonPropertyOrder({"userId", "modelVersion", "strategy", "interest", "items", "warnings"})
record Recommendations(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String userId,
    String modelVersion,
    String strategy,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> interest,
    List<RecommendedItem> items,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  static final String LSTM = "lstm";
  static final String POPULAR = "popular";

  /** Of the categories of an item that training never met, what is popular. */
  static final String CONTENT = "content";

  /** Nothing was counted yet: the items that were listed last. */
  static final String NEWEST = "newest";

  static final String NO_MODEL = "none";

  Recommendations {
    interest = Collections.unmodifiableMap(new TreeMap<>(interest));
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
  }
}
