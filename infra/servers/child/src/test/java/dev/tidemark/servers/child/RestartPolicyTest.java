package dev.tidemark.servers.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private static final long START = -5; // System.nanoTime() may be negative

  private final RestartPolicy policy = new RestartPolicy();

  @Test
  void shouldWaitLongerTheSecondTimeAndGiveUpTheThird() {
    assertThat(pauseAfter(Duration.ZERO)).isEqualTo(RestartPolicy.FIRST_PAUSE);
    assertThat(pauseAfter(Duration.ofMinutes(2))).isGreaterThan(RestartPolicy.FIRST_PAUSE);
    assertThat(policy.pauseAfterEnd(START + Duration.ofMinutes(4).toNanos())).isEmpty();
  }

  @Test
  void shouldForgetWhatWasLongAgo() {
    for (int i = 0; i < 10; i++) {
      assertThat(pauseAfter(Duration.ofMinutes(6L * i))).isEqualTo(RestartPolicy.FIRST_PAUSE);
    }
  }

  private Duration pauseAfter(Duration time) {
    return policy.pauseAfterEnd(START + time.toNanos()).orElseThrow();
  }
}
