package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepeatedTrainingTest {
  @Test
  void shouldMakeAnHourAMinute() {
    assertThat(RepeatedTraining.period("rate(1 day)")).contains(Duration.ofMinutes(24));
    assertThat(RepeatedTraining.period("rate(6 hours)")).contains(Duration.ofMinutes(6));
    assertThat(RepeatedTraining.period("rate(30 minutes)")).contains(Duration.ofSeconds(30));
  }

  @Test
  void shouldLeaveOtherSchedulesToAws() {
    assertThat(RepeatedTraining.period("cron(0 3 * * ? *)")).isEmpty();
    assertThat(RepeatedTraining.period("")).isEmpty();
  }
}
