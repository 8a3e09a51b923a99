package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrainingScheduleTest {
  @Test
  void shouldMakeAnHourAMinute() {
    assertThat(TrainingSchedule.period("rate(1 day)")).contains(Duration.ofMinutes(24));
    assertThat(TrainingSchedule.period("rate(6 hours)")).contains(Duration.ofMinutes(6));
    assertThat(TrainingSchedule.period("rate(30 minutes)")).contains(Duration.ofSeconds(30));
  }

  @Test
  void shouldLeaveOtherSchedulesToAws() {
    assertThat(TrainingSchedule.period("cron(0 3 * * ? *)")).isEmpty();
    assertThat(TrainingSchedule.period("")).isEmpty();
  }
}
