package dev.tidemark.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an interaction tells of the list of recommendations that it came of.
 *
 * @param recommendationId the list; empty in a purchase that does not name one
 * @param placement where the list stood; empty = not given
 * @param price of one piece; NaN = not given
 * @param quantity pieces; 0 = not given
 */
public record Touch(
    Kind kind,
    UserKey user,
    String itemId,
    Instant time,
    String recommendationId,
    String placement,
    double price,
    int quantity) {

  /** How long touches can be counted. */
  public static final Duration KEPT = Duration.ofDays(90);

  /** What somebody did with an item of a list. */
  public enum Kind {
    /** The list showed it. */
    IMPRESSION,
    /** The user followed it: did anything else that names the list, and took nothing back. */
    CLICK,
    /** The user bought it, whether the list is named or not. */
    PURCHASE
  }

  /** Empty where the interaction tells nothing of any list. */
  public static Optional<Touch> of(Interaction interaction) {
    return kind(interaction)
        .map(
            kind ->
                new Touch(
                    kind,
                    interaction.user(),
                    interaction.itemId(),
                    interaction.timestamp(),
                    interaction.recommendationId(),
                    interaction.placement(),
                    interaction.price(),
                    interaction.quantity()));
  }

  private static Optional<Kind> kind(Interaction interaction) {
    if (interaction.type().equals(Behaviour.PURCHASE)) {
      return Optional.of(Kind.PURCHASE);
    }
    if (interaction.recommendationId().isEmpty() || Behaviour.takesBack(interaction.type())) {
      return Optional.empty();
    }
    return Optional.of(interaction.isImpression() ? Kind.IMPRESSION : Kind.CLICK);
  }
}
