package dev.tidemark.data.format;

import dev.tidemark.data.Row;
import dev.tidemark.data.format.Format.Trait;
import dev.tidemark.data.text.Rows;
import dev.tidemark.data.value.Times;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Consent;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads events. */
final class EventRows extends RowReader<Event> {
  private static final Set<String> NEEDED = Set.of("userId", "itemId", "type", "timestamp");

  private static final Set<String> NO_ORDER =
      Set.of(
          "cancelled",
          "canceled",
          "refunded",
          "voided",
          "failed",
          "trash",
          "expired",
          "draft",
          "checkoutdraft",
          "autodraft");

  private static final double MOST_PIECES = 1e9;

  private final Format format;
  private final Conventions conventions;
  private final Instant now;

  /** Where none of the rows that were looked at tells its time, the first one that does decides. */
  private Optional<Times> times;

  private final Map<String, Integer> places = new HashMap<>();

  /**
   * @param now against which a time is ahead
   */
  EventRows(Rows rows, Fields fields, Format format, Conventions conventions, Instant now) {
    super(rows, fields, NEEDED, format.traits().contains(Trait.FIRST_ROW_OF_ORDER_TELLS));
    this.format = format;
    this.conventions = conventions;
    this.now = now;
    times = conventions.times();
  }

  @Override
  Optional<String> unwanted() {
    if (format.traits().contains(Trait.MIXED)) {
      String kind = text(Field.KIND);
      if (!kind.isEmpty() && !kind.equals("track")) {
        return Optional.of("no event");
      }
      if (text(Field.ITEM).isEmpty()) {
        return Optional.of("an event without an item");
      }
    }
    Optional<String> unkept = withoutConsent();
    if (unkept.isPresent()) {
      return unkept;
    }
    if (BehaviourNames.isShown(type())) {
      return Optional.of("items that were only shown");
    }
    if (!text(Field.CANCELLED).isEmpty()
        || NO_ORDER.contains(Format.plain(text(Field.STATUS)).replaceFirst("^wc", ""))
        || (conventions.cancelledByC() && Conventions.isCancelled(text(Field.ORDER)))) {
      return Optional.of("a cancelled or refunded order");
    }
    return type().equals(Behaviour.PURCHASE) && pieces().filter(number -> number < 0).isPresent()
        ? Optional.of("a return (its quantity is below 0)")
        : Optional.empty();
  }

  private Optional<String> withoutConsent() {
    try {
      return Consent.isRefused(consent()) ? Optional.of(Row.NO_CONSENT) : Optional.empty();
    } catch (InvalidFieldException e) {
      return Optional.of(Event.CONSENT + " not usable");
    }
  }

  private String consent() {
    String text = text(Field.CONSENT);
    return text.isEmpty() ? fields().context().getOrDefault(Event.CONSENT, "") : text;
  }

  @Override
  void passed() {
    if (conventions.untimed() || times.isEmpty()) {
      try {
        time();
      } catch (InvalidFieldException e) {
        // What was refused when it was read decides nothing.
      }
    }
  }

  @Override
  Event entry() {
    Event event =
        new Event(
            isLost("eventId") ? "" : text(Field.EVENT_ID),
            needed("userId", Field.USER),
            needed("itemId", Field.ITEM),
            type(),
            time(),
            amount(Field.VALUE, conventions.amounts()),
            amount(Field.PRICE, conventions.amounts()),
            quantity(),
            context());
    event.checkNotAhead(now);
    return event;
  }

  private String needed(String name, Field field) {
    String text = text(field);
    if (text.isEmpty()) {
      throw new InvalidFieldException(name, null, "give each row one");
    }
    return text;
  }

  /** The rating of a row that tells no behaviour, the format's, or what the column says. */
  private String type() {
    String text = text(Field.TYPE);
    return text.isEmpty() ? format.type() : BehaviourNames.of(text);
  }

  /** A row of a file without times has a second of its own, in the order of the user's rows. */
  private Instant time() {
    if (conventions.untimed()) {
      return Instant.ofEpochSecond(places.merge(text(Field.USER), 1, Integer::sum));
    }
    String text = text(Field.TIME);
    if (text.isEmpty()) {
      throw new InvalidFieldException("timestamp", null, "give the time of the behaviour");
    }
    Times form = times.orElseGet(() -> Times.of(List.of(text)));
    Optional<Instant> time = form.read(text);
    times = time.isPresent() ? Optional.of(form) : times;
    return time.orElseThrow(
        () ->
            new InvalidFieldException(
                "timestamp",
                text,
                "the file's times are " + form.form().title() + ", and none from before 1990"));
  }

  private Optional<Double> pieces() {
    String text = text(Field.QUANTITY);
    return text.isEmpty() ? Optional.empty() : conventions.amounts().read(text);
  }

  /** Of a purchase; 0 where nothing is there, or it is lost. */
  private int quantity() {
    String text = text(Field.QUANTITY);
    if (text.isEmpty() || isLost("quantity")) {
      return 0;
    }
    return pieces()
        .filter(number -> number >= 1 && number <= MOST_PIECES && number == Math.rint(number))
        .orElseThrow(
            () -> new InvalidFieldException("quantity", text, "give a whole number from 1 on"))
        .intValue();
  }

  private Map<String, String> context() {
    if (isLost("context")) {
      return Map.of();
    }
    Map<String, String> context = new HashMap<>(fields().context());
    String promotion = text(Field.PROMOTION);
    if (!promotion.isEmpty()) {
      context.put(Event.PROMOTION, promotion);
    }
    return context;
  }
}
