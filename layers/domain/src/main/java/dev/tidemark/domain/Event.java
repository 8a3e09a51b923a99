package dev.tidemark.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One behaviour as a shop reports it, with the shop's own user id.
 *
 * @param eventId the sender's id, or empty to have one derived
 * @param value the rating or another measure of the behaviour; NaN = not given
 * @param price price of one piece in the shop's currency; NaN = not given
 * @param quantity pieces; 0 = not given
 * @param context free attributes such as {@code device}; {@link #PROMOTION}, {@link
 *     #RECOMMENDATION}, {@link #PLACEMENT} and {@link #CONSENT} are known ones
 */
public record Event(
    String eventId,
    String userId,
    String itemId,
    String type,
    Instant timestamp,
    double value,
    double price,
    int quantity,
    Map<String, String> context) {

  /** Longest id of an event, user or item, in characters. */
  public static final int MAX_ID = 128;

  /** Longest text of a context, in characters. */
  public static final int MAX_CONTEXT_TEXT = 256;

  /** Member of the context: {@code true}, {@code false} or a promotion's name. */
  public static final String PROMOTION = "promotion";

  /** Member of the context: the list of recommendations that the event came of. */
  public static final String RECOMMENDATION = "recommendationId";

  /** Member of the context: where that list stood, such as {@code home} or {@code basket}. */
  public static final String PLACEMENT = "placement";

  /** Member of the context: whether the user agreed to be known, see {@link Consent}. */
  public static final String CONSENT = "consent";

  /** Clocks of a shop's servers may be wrong; more than a day is a mistake of another kind. */
  private static final Duration AHEAD = Duration.ofHours(24);

  /** The last instant whose epoch milliseconds have 15 digits at most. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final int MAX_CONTEXT_ENTRIES = 16;
  private static final int MAX_QUANTITY = 1_000_000_000;

  public Event {
    eventId = Checks.optionalId("eventId", eventId, MAX_ID);
    if (eventId.indexOf('#') >= 0) {
      throw new InvalidFieldException(
          "eventId",
          eventId,
          "leave out the character '#', which separates the parts of a key in the table");
    }
    userId = Checks.id("userId", userId, MAX_ID);
    itemId = Checks.id("itemId", itemId, MAX_ID);
    Behaviour.check("type", type);
    if (timestamp == null || timestamp.isBefore(Instant.EPOCH) || timestamp.isAfter(LATEST)) {
      throw new InvalidFieldException(
          "timestamp", timestamp, "give ISO 8601 or epoch milliseconds, from 1970 to 9999");
    }
    Checks.amount("value", value, true);
    Checks.amount("price", price, false);
    if (quantity < 0 || quantity > MAX_QUANTITY) {
      throw new InvalidFieldException(
          "quantity", quantity, "give a whole number between 1 and " + MAX_QUANTITY);
    }
    if (context.size() > MAX_CONTEXT_ENTRIES) {
      throw new InvalidFieldException(
          "context", context.size() + " entries", "give at most " + MAX_CONTEXT_ENTRIES);
    }
    context.forEach(
        (key, text) -> {
          Checks.text("context", key, MAX_CONTEXT_TEXT);
          Checks.optionalText("context." + key, text, MAX_CONTEXT_TEXT);
        });
    context = Map.copyOf(context);
    Consent.isRefused(context.getOrDefault(CONSENT, "")); // or it cannot be told
  }

  /** Whether the user refused consent, so that nothing of it may be kept. */
  public boolean isRefused() {
    return Consent.isRefused(context.getOrDefault(CONSENT, ""));
  }

  /** Whether a time is so much later than now that it must be a mistake. */
  public static boolean isAhead(Instant time, Instant now) {
    return time.isAfter(now.plus(AHEAD));
  }

  /** Whether a context's promotion is one: a name, or anything else but {@code false}. */
  public static boolean isPromotion(String text) {
    return !text.isBlank() && !text.strip().equalsIgnoreCase("false");
  }

  /**
   * @throws InvalidFieldException where it is to happen more than a day after now
   */
  public void checkNotAhead(Instant now) {
    if (isAhead(timestamp, now)) {
      throw new InvalidFieldException(
          "timestamp", timestamp, "it is more than 24 h ahead; give the time of the behaviour");
    }
  }
}
