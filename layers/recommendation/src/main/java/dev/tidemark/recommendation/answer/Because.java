package dev.tidemark.recommendation.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * Why an item is answered.
 *
 * @param part of the answer that makes up most of its score: {@code long}, {@code short}, {@code
 *     habit}, {@code others}, {@code popular} or {@code similar}; {@code promoted} where that is
 *     not what it is here for
 * @param events without which it would score less, the one that matters most first
 * @param sentence the same in English
 * @param without ids of items: had the user done nothing with them, this one would not be here;
 *     empty = there are no such few
 */
@JsonPropertyOrder({"part", "events", "sentence", "without"})
public record Because(
    String part,
    List<Cause> events,
    String sentence,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> without) {

  public static final Because POPULAR = of("popular", "Many shoppers take it.");
  public static final Because NEW = of("similar", "It is new: nothing is known of it yet.");
  public static final Because SIMILAR = of("similar", "It is of a category that was asked for.");

  public static final Because PROMOTED =
      of("promoted", "It is promoted; its score alone would not bring it here.");

  /**
   * The last thing that the user did with an item.
   *
   * @param timestamp ISO 8601
   */
  @JsonPropertyOrder({"itemId", "timestamp"})
  public record Cause(String itemId, String timestamp) {}

  public Because {
    events = List.copyOf(events);
    without = List.copyOf(without);
  }

  private static Because of(String part, String sentence) {
    return new Because(part, List.of(), sentence, List.of());
  }
}
