package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class EventProperties {
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  @Property(tries = 300)
  void shouldOnlyKeepIdsThatUtf8CanCarry(@ForAll("texts") String id) {
    // Given
    boolean faithful =
        new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(id);
    boolean controls = id.chars().anyMatch(Character::isISOControl);

    // When
    InvalidFieldException error =
        catchThrowableOfType(
            InvalidFieldException.class, () -> event("", id, "view", 1, 1, Double.NaN));

    // Then
    if (faithful && !controls && !id.isBlank() && id.length() <= Event.MAX_ID) {
      assertThat(error).isNull();
    } else {
      assertThat(error.field()).isEqualTo("userId");
    }
  }

  @Property(tries = 300)
  void shouldExplainItselfInWellFormedText(
      @ForAll("texts") String id, @ForAll("texts") String type) {
    InvalidFieldException error =
        catchThrowableOfType(
            InvalidFieldException.class, () -> event(id, id, "V" + type, 1, 1, Double.NaN));

    String message = error.getMessage();
    assertThat(new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(message)
        .startsWith(error.field() + ": ");
    assertThat(message.chars().noneMatch(Character::isISOControl)).isTrue();
    assertThat(message).hasSizeLessThan(400);
  }

  @Property
  void shouldTakeAmountsThatATableCanHold(@ForAll("amounts") double amount) {
    boolean held =
        amount == 0
            || Double.isNaN(amount)
            || (Math.abs(amount) >= 1e-9 && Math.abs(amount) <= 1e12);

    assertThat(refused(() -> event("", "u", "view", 1, amount, 1))).isEqualTo(!held);
    assertThat(refused(() -> event("", "u", "view", 1, 1, amount))).isEqualTo(!held || amount < 0);
  }

  @Property
  void shouldDeriveAnIdThatASortKeyCanHold(
      @ForAll @LongRange(min = 0) long time, @ForAll boolean click) {
    // Given
    long millis = time % (LATEST + 1);
    UserKey user = new UserKey("key");
    String type = click ? Behaviour.CLICK : Behaviour.VIEW;

    // When
    Interaction first = Interaction.of(event("", "u", type, millis, 1, 1), user, 0);
    Interaction later = Interaction.of(event("", "u", type, millis, 2, 3), user, 0);

    // Then
    assertThat(first.eventId()).isEqualTo(later.eventId()).doesNotContain("#").hasSize(20);
    assertThat(Long.toString(first.timestamp().toEpochMilli())).hasSizeLessThanOrEqualTo(15);
  }

  /** Plain letters, spaces, control characters, whole and broken surrogate pairs, any length. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "ü", " ", "#", "\u0000", "\u0085", "😀", "\ud83d", "\ude00", "\uffff")
        .list()
        .ofMaxSize(140)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Double> amounts() {
    return Arbitraries.oneOf(
        Arbitraries.doubles(),
        Arbitraries.doubles().between(-1e-8, 1e-8).ofScale(12),
        Arbitraries.doubles().between(-2e12, 2e12),
        Arbitraries.of(
            1e12,
            -1e12,
            1e-9,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY));
  }

  private static boolean refused(Runnable make) {
    return catchThrowableOfType(InvalidFieldException.class, make::run) != null;
  }

  private static Event event(
      String id, String user, String type, long millis, double value, double price) {
    return new Event(
        id, user, "item", type, Instant.ofEpochMilli(millis), value, price, 0, Map.of());
  }
}
