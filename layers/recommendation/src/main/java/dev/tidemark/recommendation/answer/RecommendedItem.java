package dev.tidemark.recommendation.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One answered item.
 *
 * @param score comparable within one answer only: with {@code lstm} the model's probability that
 *     this is the next item among all it knows, with {@code popular} one divided by the item's
 *     place in the list of all
 * @param title left out of the answer where it is empty
 * @param promoted whether it is here because of the promotion alone; left out of the answer where
 *     it is not
 * @param because why it is answered; null = that was not asked
 */
@JsonPropertyOrder({"itemId", "score", "title", "promoted", "because"})
public record RecommendedItem(
    String itemId,
    double score,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String title,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean promoted,
    @JsonInclude(JsonInclude.Include.NON_NULL) Because because) {

  public static RecommendedItem untitled(String itemId, double score) {
    return new RecommendedItem(itemId, score, "", false, null);
  }

  public RecommendedItem withTitle(String text) {
    return new RecommendedItem(itemId, score, text, promoted, because);
  }

  public RecommendedItem asPromoted() {
    return new RecommendedItem(itemId, score, title, true, because);
  }

  public RecommendedItem because(Because reason) {
    return new RecommendedItem(itemId, score, title, promoted, reason);
  }
}
