package dev.tidemark.insight;

import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.TouchStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what is stored, each time anew: there is no counter that a retry could move. One part of
 * the users after the other, so that a part is all that is in memory.
 *
 * @param lanes for the days of a part
 */
record Recount(TouchStore store, Lanes lanes) {
  /** A day, and whether it lies before the time asked, where clicks are all that matters. */
  private record Day(LocalDate date, boolean before) {}

  Tally of(MetricsRequest asked, Allowance allowance) {
    List<Day> days = days(asked);
    Tally tally = new Tally(asked);
    for (int part = 0; part < TouchStore.PARTS; part++) {
      for (List<Touch> ofUser : users(part, days, allowance)) {
        tally.add(Credit.of(ofUser, asked.from(), asked.to()));
      }
    }
    return tally;
  }

  private static List<Day> days(MetricsRequest asked) {
    LocalDate first = LocalDate.ofInstant(asked.from(), ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(asked.to().minusNanos(1), ZoneOffset.UTC);
    return LocalDate.ofInstant(asked.from().minus(Credit.WINDOW), ZoneOffset.UTC)
        .datesUntil(last.plusDays(1))
        .map(date -> new Day(date, date.isBefore(first)))
        .toList();
  }

  private Iterable<List<Touch>> users(int part, List<Day> days, Allowance allowance) {
    Map<UserKey, List<Touch>> users = new HashMap<>();
    Map<Object, Object> known = new ConcurrentHashMap<>();
    lanes
        .each(days, day -> touches(day, part, known, allowance))
        .forEach(
            ofDay ->
                ofDay.forEach(
                    touch ->
                        users.computeIfAbsent(touch.user(), user -> new ArrayList<>()).add(touch)));
    return users.values();
  }

  private List<Touch> touches(Day day, int part, Map<Object, Object> known, Allowance allowance) {
    List<Touch> touches = new ArrayList<>();
    if (day.before()) {
      store.of(Kind.CLICK, day.date(), part, touch -> take(touch, touches, known, allowance));
    } else {
      store.all(day.date(), part, touch -> take(touch, touches, known, allowance));
    }
    return touches;
  }

  /** Users, items and lists come again and again: each is kept once. */
  private static void take(
      Touch touch, List<Touch> touches, Map<Object, Object> known, Allowance allowance) {
    allowance.take();
    touches.add(
        new Touch(
            touch.kind(),
            once(touch.user(), known),
            once(touch.itemId(), known),
            touch.time(),
            once(touch.recommendationId(), known),
            once(touch.placement(), known),
            touch.price(),
            touch.quantity()));
  }

  @SuppressWarnings("unchecked") // a value is its own key
  private static <T> T once(T value, Map<Object, Object> known) {
    return (T) known.computeIfAbsent(value, it -> it);
  }
}
