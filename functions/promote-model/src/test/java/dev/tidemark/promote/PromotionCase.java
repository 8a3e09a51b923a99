package dev.tidemark.promote;

import org.junit.jupiter.api.BeforeEach;

/** A shop with one trained model; the function's first version serves no model. */
abstract class PromotionCase {
  Shop shop;

  @BeforeEach
  void setUp() {
    shop = new Shop();
    shop.train("m1", "");
  }
}
