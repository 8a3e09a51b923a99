package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InteractionTest {
  private static final UserKey USER = new UserKey("key");

  @Test
  void shouldDeriveOneIdForOneEvent() {
    Interaction first = Interaction.of(event("", "u", "i", "view", 1000), USER, 0);
    Interaction again = Interaction.of(event("", "u", "i", "view", 1000), USER, 0);

    assertThat(first.eventId()).isEqualTo(again.eventId()).hasSize(20).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void shouldDeriveAnotherIdWhereUserItemTypeOrTimeDiffer() {
    List<String> ids = new ArrayList<>();
    ids.add(Interaction.of(event("", "u", "i", "view", 1000), USER, 0).eventId());
    ids.add(Interaction.of(event("", "u", "i2", "view", 1000), USER, 0).eventId());
    ids.add(Interaction.of(event("", "u", "i", "click", 1000), USER, 0).eventId());
    ids.add(Interaction.of(event("", "u", "i", "view", 1001), USER, 0).eventId());
    ids.add(Interaction.of(event("", "u", "i", "view", 1000), new UserKey("other"), 0).eventId());

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void shouldDeriveAnotherIdForEachListThatShowedAnItemAtOnce() {
    List<String> ids = new ArrayList<>();
    for (Map<String, String> context :
        List.of(
            Map.<String, String>of(),
            Map.of("recommendationId", "home"),
            Map.of("recommendationId", "basket"))) {
      Event event =
          new Event(
              "",
              "u",
              "i",
              "impression",
              Instant.ofEpochMilli(1000),
              Double.NaN,
              Double.NaN,
              0,
              context);
      ids.add(Interaction.of(event, USER, 0).eventId());
    }

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepTheSendersId() {
    assertThat(Interaction.of(event("order-1", "u", "i", "view", 1), USER, 0).eventId())
        .isEqualTo("order-1");
  }

  /** A change here would store everything again that a shop sends a second time. */
  @Test
  void shouldDeriveTheIdThatIsStoredAlready() {
    assertThat(Interaction.of(event("", "u", "i", "view", 1000), USER, 0).eventId())
        .isEqualTo("Xs1HJ7qIlcCzJvE-t6-n");
  }

  @Test
  void shouldTellPartsApartThatReadAlikeWhenJoined() {
    Interaction one = Interaction.of(event("", "u", "ab", "c", 1), USER, 0);
    Interaction two = Interaction.of(event("", "u", "a", "bc", 1), USER, 0);

    assertThat(one.eventId()).isNotEqualTo(two.eventId());
  }

  @Test
  void shouldCountInMilliseconds() {
    // Given
    Instant exact = Instant.parse("2026-01-01T00:00:00.123456789Z");
    Event event = new Event("", "u", "i", "view", exact, Double.NaN, Double.NaN, 0, Map.of());

    // When
    Interaction interaction = Interaction.of(event, USER, 0);

    // Then
    Interaction stored = Interaction.of(event("", "u", "i", "view", exact.toEpochMilli()), USER, 0);
    assertThat(interaction).isEqualTo(stored);
  }

  @Test
  void shouldOrderByTimeThenBySequenceAndThenById() {
    Interaction early = Interaction.of(event("z", "u", "i", "view", 1), USER, 9);
    Interaction first = Interaction.of(event("c", "u", "i", "view", 2), USER, 3);
    Interaction second = Interaction.of(event("a", "u", "i", "view", 2), USER, 10);
    Interaction same = Interaction.of(event("b", "u", "i", "view", 2), USER, 10);

    List<Interaction> sorted = new ArrayList<>(List.of(same, second, first, early));
    sorted.sort(Interaction.SERVED_ORDER);

    assertThat(sorted).containsExactly(early, first, second, same);
  }

  @Test
  void shouldGiveWhatIsReceivedLaterALaterSequence() {
    Instant received = Instant.parse("2026-11-27T12:00:00.123456789Z");

    assertThat(Interaction.sequenceOf(received, 0)).isEqualTo(1_795_780_800_123_456_789L);
    assertThat(Interaction.sequenceOf(received.plusMillis(1), 0))
        .as("a list of 500 ends before the next one begins")
        .isGreaterThan(Interaction.sequenceOf(received, 500));
    assertThat(Interaction.sequenceOf(Instant.EPOCH, 7)).isEqualTo(7);
  }

  @Test
  void shouldNotShowWhoItWasWhenPrinted() {
    assertThat(Interaction.of(event("", "u", "i", "view", 1), new UserKey("secret"), 0).toString())
        .doesNotContain("secret");
  }

  @Test
  void shouldTellWhetherThereWasAPromotion() {
    assertThat(promoted(Map.of())).isFalse();
    assertThat(promoted(Map.of("promotion", ""))).isFalse();
    assertThat(promoted(Map.of("promotion", "False"))).isFalse();
    assertThat(promoted(Map.of("device", "phone"))).isFalse();
    assertThat(promoted(Map.of("promotion", "true"))).isTrue();
    assertThat(promoted(Map.of("promotion", "spring sale"))).isTrue();
  }

  private static boolean promoted(Map<String, String> context) {
    return new Interaction(
            USER, "e", "i", "view", Instant.EPOCH, Double.NaN, Double.NaN, 0, context)
        .isPromoted();
  }

  private static Event event(String id, String user, String item, String type, long millis) {
    return new Event(
        id, user, item, type, Instant.ofEpochMilli(millis), Double.NaN, Double.NaN, 0, Map.of());
  }
}
