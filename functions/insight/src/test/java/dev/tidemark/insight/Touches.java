package dev.tidemark.insight;

import dev.tidemark.domain.RecommendationId;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.domain.UserKey;
import java.time.Instant;

/** Touches for tests, all of one user and of item {@code i}; a list is named by its model. */
final class Touches {
  static final UserKey USER = new UserKey("user");

  private Touches() {}

  static Touch shown(String list, String placement, Instant time) {
    return touch(Kind.IMPRESSION, list, placement, time, Double.NaN, 0);
  }

  static Touch clicked(String list, String placement, Instant time) {
    return touch(Kind.CLICK, list, placement, time, Double.NaN, 0);
  }

  static Touch bought(String list, Instant time, double price, int quantity) {
    return touch(Kind.PURCHASE, list, "", time, price, quantity);
  }

  private static Touch touch(
      Kind kind, String list, String placement, Instant time, double price, int quantity) {
    return new Touch(kind, USER, "i", time, id(list), placement, price, quantity);
  }

  private static String id(String list) {
    return list.isEmpty() ? "" : new RecommendationId("lstm", list).with("AAAAAAAAAAAAAAAA");
  }
}
