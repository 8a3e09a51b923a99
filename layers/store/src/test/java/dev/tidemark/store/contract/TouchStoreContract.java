package dev.tidemark.store.contract;

import static dev.tidemark.store.contract.Samples.OTHER_USER;
import static dev.tidemark.store.contract.Samples.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.TouchStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TouchStore} must do. */
public abstract class TouchStoreContract {
  private static final String LIST = "lstm.model-1.AAAAAAAAAAAAAAAA";

  /** Not long ago, since a store does not count what came too late. */
  private final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);

  private final LocalDate today = LocalDate.ofInstant(midnight, ZoneOffset.UTC);

  private InteractionStore interactions;

  /** A store without anything in it. */
  protected abstract InteractionStore emptyStore();

  /** Reads what is in that store. */
  protected abstract TouchStore touches();

  @BeforeEach
  void makeStore() {
    interactions = emptyStore();
  }

  @Test
  void shouldHandOverWhatTellsOfListsByDayAndKind() {
    // Given
    interactions.put(
        List.of(
            did(USER, "impression", midnight, LIST),
            did(USER, "click", midnight.plusMillis(1), LIST),
            did(OTHER_USER, "add_to_cart", midnight.plusMillis(2), LIST),
            did(USER, "purchase", midnight.plusMillis(3), ""),
            did(USER, "purchase", midnight.minusMillis(1), LIST),
            did(USER, "click", midnight, ""),
            did(USER, "impression", midnight, ""),
            did(USER, "remove_from_cart", midnight, LIST)));

    // When, then
    assertThat(all(today))
        .containsExactlyInAnyOrder(
            touch(Kind.IMPRESSION, USER, midnight, LIST),
            touch(Kind.CLICK, USER, midnight.plusMillis(1), LIST),
            touch(Kind.CLICK, OTHER_USER, midnight.plusMillis(2), LIST),
            touch(Kind.PURCHASE, USER, midnight.plusMillis(3), ""));
    assertThat(all(today.minusDays(1)))
        .containsExactly(touch(Kind.PURCHASE, USER, midnight.minusMillis(1), LIST));
    assertThat(of(Kind.CLICK, today)).hasSize(2).allMatch(it -> it.kind() == Kind.CLICK);
    assertThat(of(Kind.CLICK, today.minusDays(1))).isEmpty();
  }

  @Test
  void shouldKeepAllOfAUserInOnePart() {
    // Given
    List<Interaction> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      UserKey user = new UserKey("user-" + i);
      many.add(did(user, "impression", midnight.plusMillis(i), LIST));
      many.add(did(user, "click", midnight.plusMillis(i), LIST));
    }
    interactions.put(many);

    // When
    List<List<Touch>> parts =
        IntStream.range(0, TouchStore.PARTS).mapToObj(part -> part(today, part)).toList();

    // Then
    assertThat(parts).allMatch(part -> part.size() % 2 == 0 && part.size() < 60);
    assertThat(parts.stream().mapToInt(List::size).sum()).isEqualTo(120);
    assertThat(parts.stream().mapToLong(part -> part.stream().map(Touch::user).distinct().count()))
        .allMatch(users -> users <= 30);
  }

  private List<Touch> all(LocalDate day) {
    return IntStream.range(0, TouchStore.PARTS)
        .mapToObj(part -> part(day, part))
        .flatMap(List::stream)
        .toList();
  }

  private List<Touch> part(LocalDate day, int part) {
    List<Touch> found = new ArrayList<>();
    touches().all(day, part, found::add);
    return found;
  }

  private List<Touch> of(Kind kind, LocalDate day) {
    List<Touch> found = new ArrayList<>();
    for (int part = 0; part < TouchStore.PARTS; part++) {
      touches().of(kind, day, part, found::add);
    }
    return found;
  }

  private static Interaction did(UserKey user, String type, Instant time, String list) {
    return new Interaction(
        user,
        type + time + list,
        "item",
        type,
        time,
        Double.NaN,
        2.5,
        3,
        list.isEmpty() ? Map.of() : Map.of("recommendationId", list, "placement", "home"));
  }

  private static Touch touch(Kind kind, UserKey user, Instant time, String list) {
    return new Touch(kind, user, "item", time, list, list.isEmpty() ? "" : "home", 2.5, 3);
  }
}
