package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Touch.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TouchTest {
  private static final UserKey USER = new UserKey("key");
  private static final Instant TIME = Instant.ofEpochMilli(1_000);

  @ParameterizedTest
  @CsvSource({
    "impression, list, IMPRESSION",
    "impression, '', ",
    "click, list, CLICK",
    "view, list, CLICK",
    "add_to_cart, list, CLICK",
    "remove_from_cart, list, ",
    "click, '', ",
    "click, ' ', ",
    "purchase, list, PURCHASE",
    "purchase, '', PURCHASE",
    "refund, list, "
  })
  void shouldTellWhatAnInteractionMeansForItsList(String type, String list, Kind kind) {
    Optional<Touch> touch = Touch.of(interaction(type, Map.of("recommendationId", list)));

    assertThat(touch.map(Touch::kind)).isEqualTo(Optional.ofNullable(kind));
  }

  @Test
  void shouldHoldWhatIsCounted() {
    Interaction bought =
        interaction("purchase", Map.of("recommendationId", " list", "placement", "home "));

    assertThat(Touch.of(bought))
        .contains(new Touch(Kind.PURCHASE, USER, "item", TIME, "list", "home", 2.5, 3));
  }

  private static Interaction interaction(String type, Map<String, String> context) {
    return new Interaction(USER, "e", "item", type, TIME, Double.NaN, 2.5, 3, context);
  }
}
