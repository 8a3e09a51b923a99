package dev.tidemark.local.shop;

import java.time.Instant;

/**
 * One behaviour in the simulated shop.
 *
 * @param price what the item cost at that moment
 * @param rating NaN where it is none
 * @param promoted whether its category was under the promotion
 */
public record ShopEvent(
    String shopper,
    ShopItem item,
    String type,
    Instant time,
    double price,
    double rating,
    boolean promoted) {}
