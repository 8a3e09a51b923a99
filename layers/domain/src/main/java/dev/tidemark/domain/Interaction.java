package dev.tidemark.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;

/**
 * One behaviour as it is stored: the user is a pseudonym and the event has an id, which tells it
 * from all others of this user, whatever their times. NaN and 0 mean "not given" as in {@link
 * Event}.
 *
 * @param sequence what decides among interactions of one instant, 0 or more; see {@link
 *     #sequenceOf}
 */
public record Interaction(
    UserKey user,
    String eventId,
    String itemId,
    String type,
    Instant timestamp,
    long sequence,
    double value,
    double price,
    int quantity,
    Map<String, String> context) {

  /**
   * The order in which a user's interactions are trained on, exported and queried: time, then
   * sequence, then event id by its UTF-8 bytes, which is how DynamoDB compares sort keys.
   */
  public static final Comparator<Interaction> SERVED_ORDER =
      Comparator.comparing(Interaction::timestamp)
          .thenComparingLong(Interaction::sequence)
          .thenComparing(
              interaction -> interaction.eventId().getBytes(StandardCharsets.UTF_8),
              Arrays::compareUnsigned);

  private static final int DERIVED_ID_BYTES = 15;
  private static final long NANOS = 1_000_000_000L;

  public Interaction {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence: " + sequence + "; give 0 or more");
    }
    context = Map.copyOf(context);
    timestamp = Instant.ofEpochMilli(timestamp.toEpochMilli());
  }

  /** Of an instant at which this user did nothing else. */
  public Interaction(
      UserKey user,
      String eventId,
      String itemId,
      String type,
      Instant timestamp,
      double value,
      double price,
      int quantity,
      Map<String, String> context) {
    this(user, eventId, itemId, type, timestamp, 0, value, price, quantity, context);
  }

  /**
   * The sequence of one of several events that came together. It is the nanosecond of receipt, as
   * if they had come one after the other: what was received later is later, and no file is so long
   * that it would run far ahead.
   *
   * @param received from 1970 to 2262
   * @param place position in the list or line of the file, 0 or more
   */
  public static long sequenceOf(Instant received, long place) {
    return Math.multiplyExact(received.getEpochSecond(), NANOS) + received.getNano() + place;
  }

  /**
   * The stored form of an event. Without an id of the sender's, the id is derived from user, item,
   * type, time and list, so that the same event sent twice has the same key.
   *
   * @param sequence see {@link #sequenceOf}
   */
  public static Interaction of(Event event, UserKey user, long sequence) {
    String id = event.eventId().isEmpty() ? derivedId(event, user) : event.eventId();
    return new Interaction(
        user,
        id,
        event.itemId(),
        event.type(),
        event.timestamp(),
        sequence,
        event.value(),
        event.price(),
        event.quantity(),
        event.context());
  }

  /** The same, done by another user. */
  public Interaction by(UserKey other) {
    return new Interaction(
        other, eventId, itemId, type, timestamp, sequence, value, price, quantity, context);
  }

  /** Whether it had happened by then, so that who was erased at that time did not do it. */
  public boolean isUpTo(Instant time) {
    return !timestamp.isAfter(time);
  }

  /** Whether it happened under a promotion, see {@link Event#isPromotion}. */
  public boolean isPromoted() {
    return Event.isPromotion(context.getOrDefault(Event.PROMOTION, ""));
  }

  /** The list of recommendations that it came of, or an empty text. */
  public String recommendationId() {
    return context.getOrDefault(Event.RECOMMENDATION, "").strip();
  }

  /** Where that list stood, or an empty text. */
  public String placement() {
    return context.getOrDefault(Event.PLACEMENT, "").strip();
  }

  /** Whether a list only showed the item, so that it tells nothing of what the user wants. */
  public boolean isImpression() {
    return type.equals(Behaviour.IMPRESSION);
  }

  private static String derivedId(Event event, UserKey user) {
    // NUL cannot occur in the parts (Event refuses control characters), so the join is unambiguous.
    String joined =
        String.join(
            "\0",
            user.value(),
            event.itemId(),
            event.type(),
            Long.toString(event.timestamp().toEpochMilli()));
    String list = event.context().getOrDefault(Event.RECOMMENDATION, "");
    if (!list.isEmpty()) { // a page may show an item in two lists at once
      joined += "\0" + list;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(joined.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, DERIVED_ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
