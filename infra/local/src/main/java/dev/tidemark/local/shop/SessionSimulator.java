package dev.tidemark.local.shop;

import dev.tidemark.domain.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Plays one visit. On a mission somebody compares articles of one category, closer and closer to
 * their price level, perhaps buys one and goes on to its accessories.
 */
final class SessionSimulator {
  static final double BUYS = 0.6;
  static final double BUYS_IN_PROMOTION = 0.8;
  static final double CLICKS = 0.35;
  static final double FAVOURS = 0.08;
  static final double CARTS = 0.45;
  static final double RATES = 0.25;
  private static final double SAME_LINE = 6;
  private static final double SAME_LEVEL = 5;
  private static final double NEXT_LEVEL = 1;
  private static final double OTHER_LEVEL = 0.15;

  private final ShopCatalogue catalogue;
  private final Random random;
  private final Shopper shopper;
  private final LocalDate day;
  private final List<ShopEvent> events = new ArrayList<>();
  private final Set<ShopItem> seen = new HashSet<>();
  private Instant now;

  SessionSimulator(ShopCatalogue catalogue, Random random, Shopper shopper, Instant start) {
    this.catalogue = catalogue;
    this.random = random;
    this.shopper = shopper;
    now = start;
    day = LocalDate.ofInstant(start, ZoneOffset.UTC);
  }

  ShopSession hunt(String mission) {
    ShopCategory category = catalogue.category(mission);
    ShopItem chosen = compare(category, 2 + random.nextInt(4));
    if (random.nextDouble() < CARTS) {
      record(chosen, Behaviour.ADD_TO_CART);
    }
    boolean promoted = ShopCalendar.promotion(category, day).isPresent();
    if (random.nextDouble() < (promoted ? BUYS_IN_PROMOTION : BUYS)) {
      buy(chosen);
      accessories(catalogue.category(category.accessory()));
    }
    return new ShopSession(shopper, mission, events);
  }

  ShopSession browse() {
    int looks = 2 + random.nextInt(3);
    for (int i = 0; i < looks; i++) {
      String category = shopper.favourites().get(random.nextInt(shopper.favourites().size()));
      look(catalogue.category(category), Optional.empty());
    }
    return new ShopSession(shopper, "", events);
  }

  private void accessories(ShopCategory category) {
    ShopItem last = compare(category, 1 + random.nextInt(3));
    if (random.nextDouble() < BUYS_IN_PROMOTION) {
      buy(last);
    }
  }

  /** Looks at one article after the other; returns the last. */
  private ShopItem compare(ShopCategory category, int looks) {
    Optional<ShopItem> last = Optional.empty();
    for (int i = 0; i < looks; i++) {
      last = Optional.of(look(category, last));
    }
    return last.orElseThrow();
  }

  private ShopItem look(ShopCategory category, Optional<ShopItem> before) {
    List<ShopItem> fresh =
        catalogue.itemsOf(category.name()).stream().filter(item -> !seen.contains(item)).toList();
    ShopItem item = Pick.of(fresh, candidate -> fit(shopper, candidate, before), random);
    seen.add(item);
    record(item, Behaviour.VIEW);
    if (random.nextDouble() < CLICKS) {
      record(item, Behaviour.CLICK);
    }
    if (random.nextDouble() < FAVOURS) {
      record(item, Behaviour.FAVOURITE);
    }
    return item;
  }

  /** How readily a shopper looks at an item after another. */
  static double fit(Shopper shopper, ShopItem item, Optional<ShopItem> before) {
    int distance = Math.abs(item.priceLevel() - shopper.priceLevel());
    double level = distance == 0 ? SAME_LEVEL : distance == 1 ? NEXT_LEVEL : OTHER_LEVEL;
    boolean sameLine = before.filter(last -> last.line() == item.line()).isPresent();
    return item.appeal() * level * (sameLine ? SAME_LINE : 1);
  }

  private void buy(ShopItem item) {
    record(item, Behaviour.PURCHASE);
    if (random.nextDouble() < RATES) {
      int distance = Math.abs(item.priceLevel() - shopper.priceLevel());
      double stars = Math.max(1, Math.min(5, Math.round(4.4 - distance + random.nextGaussian())));
      Instant later = now.plus(Duration.ofMinutes(2 + random.nextInt(20)));
      events.add(event(item, Behaviour.RATING, later, stars));
      now = later;
    }
  }

  private void record(ShopItem item, String type) {
    now = now.plusSeconds(8 + random.nextInt(90));
    events.add(event(item, type, now, Double.NaN));
  }

  private ShopEvent event(ShopItem item, String type, Instant time, double rating) {
    Optional<ShopPromotion> promotion =
        ShopCalendar.promotion(catalogue.category(item.category()), day);
    double price = item.price() * (promotion.isPresent() ? 1 - ShopPromotion.DISCOUNT : 1);
    return new ShopEvent(
        shopper.id(),
        item,
        type,
        time,
        Math.round(price * 100) / 100.0,
        rating,
        promotion.map(ShopPromotion::name).orElse(""));
  }
}
