package dev.tidemark.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Behaviour;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentTest {
  private static final long DAY = 86_400_000;
  private static final long NOW = 20_000 * DAY + 1;

  private static List<Segment> of(boolean promoted, int... daysAgo) {
    Activity activity = new Activity();
    for (int ago : daysAgo) {
      activity.add(NOW - ago * DAY, Behaviour.PURCHASE, 1, 10, promoted);
    }
    return Segment.of(Standing.at(NOW, activity).orElseThrow());
  }

  @Test
  void shouldHoldWhomTheirRulesSay() {
    assertThat(of(false, 20)).containsExactly(Segment.NEW);
    assertThat(of(false, 100)).containsExactly(Segment.ASLEEP);
    assertThat(of(false, 100, 80, 60, 40, 20)).containsExactly(Segment.LOYAL);
    assertThat(of(false, 130, 110, 90, 70, 50)).containsExactly(Segment.AT_RISK);
    assertThat(of(false, 240, 220, 200)).containsExactly(Segment.ASLEEP);
    assertThat(of(true, 100, 80, 60, 40, 20)).containsExactly(Segment.LOYAL, Segment.DISCOUNT_LED);
  }

  @Test
  void shouldHoldNobodyWhoOnlyLooks() {
    Activity activity = new Activity();
    activity.add(NOW - DAY, Behaviour.VIEW, 1, Double.NaN, false);

    assertThat(Segment.of(Standing.at(NOW, activity).orElseThrow())).isEmpty();
  }

  @Test
  void shouldBeFoundByName() {
    assertThat(Segment.named("at-risk")).contains(Segment.AT_RISK);
    assertThat(Segment.named("AT_RISK")).isEmpty();
  }
}
