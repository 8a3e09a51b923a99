package dev.tidemark.local.shop;

import java.time.Instant;

/**
 * One behaviour in the simulated shop.
 *
 * @param price what the item cost at that moment
 * @param rating NaN where it is none
 * @param promotion that its category was under; blank = none
 */
public record ShopEvent(
    String shopper,
    ShopItem item,
    String type,
    Instant time,
    double price,
    double rating,
    String promotion) {}
