package dev.tidemark.insight;

import dev.tidemark.domain.RecommendationId;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one list has to its credit with one user and one item. However often the item was shown or
 * clicked there, it counts once; each purchase counts. The order in which touches are given makes
 * no difference.
 */
final class Credit {
  /** A click explains a purchase for so long. */
  static final Duration WINDOW = Duration.ofDays(7);

  /** The earliest touch tells where the list stood. */
  private static final Comparator<Touch> EARLIEST =
      Comparator.comparing(Touch::time).thenComparing(Touch::placement);

  private final String recommendationId;
  private final RecommendationId list;
  private final List<Instant> clicks = new ArrayList<>();
  private Optional<Touch> placed = Optional.empty();
  private boolean shown;
  private boolean clicked;
  private int purchases;
  private BigDecimal revenue = BigDecimal.ZERO;

  private Credit(String recommendationId) {
    this.recommendationId = recommendationId;
    list = RecommendationId.of(recommendationId);
  }

  private record Place(String recommendationId, String itemId) {}

  /** A click of a list, as it competes for a purchase. */
  private record LastClick(Instant time, Credit credit) {}

  /**
   * Gives lists their due. A purchase is the list's that it names, else that whose click on the
   * item came last within {@link #WINDOW} before it, else nobody's (last touch).
   *
   * @param touches all of one user's, of a window more than is counted
   * @param to the end, not counted any more
   */
  static Collection<Credit> of(List<Touch> touches, Instant from, Instant to) {
    Map<Place, Credit> credits = new HashMap<>();
    for (Touch touch : touches) {
      boolean counts = !touch.time().isBefore(from) && touch.time().isBefore(to);
      if (!touch.recommendationId().isEmpty() && (counts || touch.kind() == Kind.CLICK)) {
        credits
            .computeIfAbsent(
                new Place(touch.recommendationId(), touch.itemId()),
                place -> new Credit(place.recommendationId()))
            .see(touch, counts);
      }
    }
    Map<String, List<Credit>> byItem = new HashMap<>();
    credits.forEach(
        (place, credit) ->
            byItem.computeIfAbsent(place.itemId(), item -> new ArrayList<>()).add(credit));
    for (Touch touch : touches) {
      if (touch.kind() == Kind.PURCHASE
          && touch.recommendationId().isEmpty()
          && !touch.time().isBefore(from)
          && touch.time().isBefore(to)) {
        last(byItem.getOrDefault(touch.itemId(), List.of()), touch.time())
            .ifPresent(credit -> credit.buy(touch));
      }
    }
    return credits.values();
  }

  private static Optional<Credit> last(List<Credit> ofItem, Instant bought) {
    return ofItem.stream()
        .flatMap(
            credit ->
                credit.clicks.stream()
                    .filter(click -> !click.isAfter(bought))
                    .filter(click -> !click.isBefore(bought.minus(WINDOW)))
                    .map(click -> new LastClick(click, credit)))
        .max(
            Comparator.comparing(LastClick::time)
                .thenComparing(click -> click.credit().recommendationId))
        .map(LastClick::credit);
  }

  private void see(Touch touch, boolean counts) {
    if (!touch.placement().isEmpty()) {
      placed =
          placed.filter(other -> EARLIEST.compare(other, touch) <= 0).or(() -> Optional.of(touch));
    }
    switch (touch.kind()) {
      case IMPRESSION -> shown = true;
      case CLICK -> {
        clicks.add(touch.time());
        clicked |= counts;
      }
      case PURCHASE -> buy(touch);
    }
  }

  private void buy(Touch touch) {
    purchases++;
    if (!Double.isNaN(touch.price())) {
      // Exact, so that the sum does not depend on the order.
      revenue =
          revenue.add(
              BigDecimal.valueOf(touch.price())
                  .multiply(BigDecimal.valueOf(Math.max(1, touch.quantity()))));
    }
  }

  /** What the list's id tells. */
  RecommendationId list() {
    return list;
  }

  /** Where the list stood, or an empty text. */
  String placement() {
    return placed.map(Touch::placement).orElse("");
  }

  boolean isShown() {
    return shown;
  }

  boolean isClicked() {
    return clicked;
  }

  int purchases() {
    return purchases;
  }

  /** Price by quantity, of the purchases that tell a price. */
  BigDecimal revenue() {
    return revenue;
  }

  /** Whether there is anything to count: a click of before is none. */
  boolean isEmpty() {
    return !shown && !clicked && purchases == 0;
  }
}
