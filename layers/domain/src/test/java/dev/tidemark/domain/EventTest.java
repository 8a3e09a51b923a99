package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldTakeWhatAShopReports() {
    Event event = event("", "Käufer 😀", "item", "wish_list", TIME, -2.5, 9.99, 3, Map.of("a", ""));

    assertThat(event.userId()).isEqualTo("Käufer 😀");
    assertThat(event.context()).containsEntry("a", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\tb", "\ud800", "x\udc00y", "\0"})
  void shouldRefuseOddUserIds(String id) {
    assertRefused("userId", () -> event("", id, "i", "view", TIME, 1, 1, 1, Map.of()));
  }

  @Test
  void shouldRefuseWhatIsTooLong() {
    String id = "x".repeat(Event.MAX_ID);
    event(id, id, id, "view", TIME, 1, 1, 1, Map.of());

    assertRefused("itemId", () -> event("", "u", id + "x", "view", TIME, 1, 1, 1, Map.of()));
    assertRefused("eventId", () -> event(id + "x", "u", "i", "view", TIME, 1, 1, 1, Map.of()));
    assertRefused("eventId", () -> event("a#b", "u", "i", "view", TIME, 1, 1, 1, Map.of()));
    assertRefused("type", () -> event("", "u", "i", "v".repeat(33), TIME, 1, 1, 1, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1e13, 1e-10, Double.POSITIVE_INFINITY})
  void shouldRefusePricesThatATableCannotHold(double price) {
    assertRefused("price", () -> event("", "u", "i", "view", TIME, 1, price, 1, Map.of()));
  }

  @Test
  void shouldSayWhichAmountsItTakes() {
    assertThatThrownBy(() -> event("", "u", "i", "view", TIME, 1e-10, 1, 1, Map.of()))
        .hasMessage(
            "value: '1.0E-10' is not accepted;"
                + " give a number from 1.0E-9 to 1.0E12, above or below 0, or 0");
    assertThatThrownBy(() -> event("", "u", "i", "view", TIME, 1, -1, 1, Map.of()))
        .hasMessage("price: '-1.0' is not accepted; give a number from 1.0E-9 to 1.0E12, or 0");
  }

  @Test
  void shouldTakeAmountsAndQuantitiesThatAreNotGiven() {
    Event event = event("", "u", "i", "view", TIME, Double.NaN, Double.NaN, 0, Map.of());

    assertThat(event.value()).isNaN();
    assertThat(event.price()).isNaN();
  }

  @Test
  void shouldRefuseQuantitiesOutOfBounds() {
    event("", "u", "i", "view", TIME, 1, 1, 1_000_000_000, Map.of());

    assertRefused("quantity", () -> event("", "u", "i", "view", TIME, 1, 1, -1, Map.of()));
    assertRefused(
        "quantity", () -> event("", "u", "i", "view", TIME, 1, 1, 1_000_000_001, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "View", "1st", "add to cart", "_x", "wish-list", "ä", "view\n"})
  void shouldRefuseOddTypes(String type) {
    assertRefused("type", () -> event("", "u", "i", type, TIME, 1, 1, 1, Map.of()));
  }

  @Test
  void shouldRefuseWhatIsMissing() {
    assertRefused("eventId", () -> event(null, "u", "i", "view", TIME, 1, 1, 1, Map.of()));
    assertRefused("userId", () -> event("", null, "i", "view", TIME, 1, 1, 1, Map.of()));
    assertRefused("itemId", () -> event("", "u", null, "view", TIME, 1, 1, 1, Map.of()));
    assertRefused("type", () -> event("", "u", "i", null, TIME, 1, 1, 1, Map.of()));
    assertRefused("timestamp", () -> at(null));
  }

  @Test
  void shouldHaveTheSameIdsWhateverIsBlankAroundThem() {
    Event event = event(" e\u00A0", "\tu \uFEFF", "\u200Bi\u2003", "view", TIME, 1, 1, 1, Map.of());

    assertThat(event.eventId() + event.userId() + event.itemId()).isEqualTo("eui");
  }

  @Test
  void shouldRefuseIdsWhoseLettersAreLost() {
    assertRefused("userId", () -> event("", "M\uFFFDller", "i", "view", TIME, 1, 1, 1, Map.of()));
    assertRefused("itemId", () -> event("", "u", "\uFFFD", "view", TIME, 1, 1, 1, Map.of()));
    assertRefused("eventId", () -> event("\uFFFD", "u", "i", "view", TIME, 1, 1, 1, Map.of()));
  }

  @Test
  void shouldKeepItsOwnContext() {
    // Given
    Map<String, String> context = new HashMap<>(Map.of("device", "phone"));
    Event event = event("", "u", "i", "view", TIME, 1, 1, 1, context);

    // When
    context.put("device", "tablet");

    // Then
    assertThat(event.context()).containsExactly(Map.entry("device", "phone"));
  }

  @Test
  void shouldRefuseTimesOutsideOfWhatSortKeysHold() {
    assertRefused("timestamp", () -> at(Instant.parse("1969-12-31T23:59:59.999Z")));
    assertRefused("timestamp", () -> at(Instant.parse("+10000-01-01T00:00:00Z")));
    assertRefused("timestamp", () -> at(Instant.MAX));
    at(Instant.EPOCH);
    at(Instant.parse("9999-12-31T23:59:59.999Z"));
  }

  @Test
  void shouldRefuseALargeContext() {
    Map<String, String> context = new HashMap<>();
    for (int i = 0; i < 17; i++) {
      context.put("key" + i, "value");
    }

    assertRefused("context", () -> event("", "u", "i", "view", TIME, 1, 1, 1, context));
    assertRefused(
        "context.a",
        () -> event("", "u", "i", "view", TIME, 1, 1, 1, Map.of("a", "x".repeat(257))));
    assertRefused("context", () -> event("", "u", "i", "view", TIME, 1, 1, 1, Map.of(" ", "x")));
    assertRefused(
        "context.a", () -> event("", "u", "i", "view", TIME, 1, 1, 1, Map.of("a", "\ud800")));
  }

  private static void at(Instant time) {
    event("", "u", "i", "view", time, 1, 1, 1, Map.of());
  }

  private static void assertRefused(String field, Runnable make) {
    assertThatThrownBy(make::run)
        .isInstanceOfSatisfying(
            InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo(field))
        .hasMessageMatching(field + ": (is missing|'(?s:.*)' is not accepted); .+");
  }

  private static Event event(
      String id,
      String user,
      String item,
      String type,
      Instant time,
      double value,
      double price,
      int quantity,
      Map<String, String> context) {
    return new Event(id, user, item, type, time, value, price, quantity, context);
  }
}
