package dev.tidemark.recommendation.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tidemark.domain.RecommendationId;
import dev.tidemark.recommendation.request.Subject;
import dev.tidemark.store.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer, best item first.
 *
 * @param recommendationId tells this list from others, for events that come of it; equal lists for
 *     one user have the same
 * @param modelVersion {@link #NO_MODEL} where no model is there yet
 * @param strategy {@link #LSTM}, {@link #POPULAR}, {@link #CONTENT} or {@link #NEWEST}
 * @param interest shares of the {@code long}-term and the {@code short}-term interest, which add up
 *     to 1; empty where the model was not asked
 * @param warnings what was asked for and cannot be meant so; left out of the answer where there is
 *     nothing
 */
@JsonPropertyOrder({
  "userId",
  "recommendationId",
  "modelVersion",
  "strategy",
  "interest",
  "items",
  "warnings"
})
public record Recommendations(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String userId,
    String recommendationId,
    String modelVersion,
    String strategy,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> interest,
    List<RecommendedItem> items,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  public static final String LSTM = "lstm";
  public static final String POPULAR = "popular";

  /** Of the categories of an item that training never met, what is popular. */
  public static final String CONTENT = "content";

  /** Nothing was counted yet: the items that were listed last. */
  public static final String NEWEST = "newest";

  public static final String NO_MODEL = "none";

  private static final int ID_BYTES = 12;

  public static Recommendations of(
      Subject subject,
      String modelVersion,
      String strategy,
      Map<String, Double> interest,
      List<RecommendedItem> items,
      List<String> warnings) {
    return new Recommendations(
        subject.userId(),
        new RecommendationId(strategy, modelVersion).with(hash(subject, items)),
        modelVersion,
        strategy,
        interest,
        items,
        warnings);
  }

  private static String hash(Subject subject, List<RecommendedItem> items) {
    MessageDigest digest = Sha256.digest();
    subject.users().forEach(user -> digest.update(bytes(user.value())));
    subject.items().forEach(id -> digest.update(bytes(id)));
    items.forEach(item -> digest.update(bytes(item.itemId())));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest.digest(), ID_BYTES));
  }

  private static byte[] bytes(String part) {
    return (part + '\0').getBytes(StandardCharsets.UTF_8);
  }

  public Recommendations {
    interest = Collections.unmodifiableMap(new TreeMap<>(interest));
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
  }
}
