package dev.tidemark.local.shop;

import java.util.List;

/**
 * One visit: the truth about what somebody was after.
 *
 * @param mission category that is hunted for; empty when only browsing
 * @param events in order of time
 */
public record ShopSession(Shopper shopper, String mission, List<ShopEvent> events) {
  public ShopSession {
    events = List.copyOf(events);
  }
}
