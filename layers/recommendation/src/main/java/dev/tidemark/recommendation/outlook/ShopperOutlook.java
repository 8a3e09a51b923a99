package dev.tidemark.recommendation.outlook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tidemark.propensity.Outlook;
import java.util.List;
import java.util.Map;

/**
 * What is to be expected of a shopper, as it is answered.
 *
 * @param strategy {@link #STATE}, {@link #COUNTED}, {@link #BASE_RATE} or {@link #NONE}
 * @param asOf the moment it is true of, ISO 8601
 * @param within probabilities of an order within some days; none without a model that tells them
 * @param next90Days {@code orders}, and {@code revenue} where prices are known; left out where
 *     nothing is known of the shopper
 * @param segments names of ready-made ones that hold the shopper
 * @param categories what an order within the longest of these times is likely to hold, the
 *     likeliest first
 * @param because what moved that probability away from the shop's mean shopper
 */
public record ShopperOutlook(
    String userId,
    String modelVersion,
    String strategy,
    String asOf,
    List<Outlook.Within> within,
    @JsonInclude(Include.NON_EMPTY) Map<String, Double> next90Days,
    List<String> segments,
    List<Category> categories,
    List<Because> because) {

  /** Of what is counted, and of the network's state. */
  public static final String STATE = "lstm";

  /** Of what is counted alone. */
  public static final String COUNTED = "counted";

  /** Of what all shoppers do, since nothing is known of this one. */
  public static final String BASE_RATE = "base-rate";

  /** There is no model that tells. */
  public static final String NONE = "none";

  /**
   * @param probability that the shopper orders in time and the order holds something of it
   */
  public record Category(String category, double probability) {}

  /**
   * A reason.
   *
   * @param feature what it is about
   * @param value in the feature's own unit
   * @param effect on the log-odds, against the shop's mean shopper
   */
  public record Because(String feature, double value, double effect, String sentence) {
    static Because of(Outlook.Reason reason) {
      return new Because(
          reason.topic().toString(), reason.value(), reason.effect(), reason.sentence());
    }
  }
}
