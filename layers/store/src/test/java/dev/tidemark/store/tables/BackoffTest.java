package dev.tidemark.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.store.tables.Backoff.Attempts;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  /** Always draws the longest delay. */
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private final FakeTime time = new FakeTime();

  @Test
  void shouldDoubleTheLongestDelayUpToALimitUntilTheTimeIsUp() {
    // Given
    Attempts attempts = backoff(Duration.ofSeconds(3), LONGEST).start();

    // When
    while (attempts.again()) {
      assertThat(attempts.timeIsUp()).isFalse();
    }

    // Then the next 800 ms would end after the 3 seconds
    assertThat(time.sleeps())
        .extracting(Duration::toMillis)
        .isEqualTo(List.of(50L, 100L, 200L, 400L, 800L, 800L));
  }

  @Test
  void shouldDrawEachDelayFromAllOfItsRange() {
    // Given
    Attempts attempts = backoff(Duration.ofHours(1), new Random(1)).start();

    // When
    for (int i = 0; i < 500; i++) {
      assertThat(attempts.again()).isTrue();
    }

    // Then
    assertThat(time.sleeps()).allMatch(delay -> delay.toMillis() <= 800);
    assertThat(time.sleeps()).anyMatch(delay -> delay.toMillis() < 40);
    assertThat(time.sleeps()).anyMatch(delay -> delay.toMillis() > 760);
  }

  @Test
  void shouldKeepTheDeadlineForTheNextCallAndBeginWithShortDelaysAgain() {
    // Given
    Attempts first = backoff(Duration.ofSeconds(1), LONGEST).start();
    first.again();
    first.again();
    first.again();

    // When
    Attempts second = first.next();

    // Then
    assertThat(second.again()).isTrue();
    assertThat(time.sleeps()).last().isEqualTo(Duration.ofMillis(50));
    time.pass(Duration.ofMillis(600));
    assertThat(second.timeIsUp()).isTrue();
    assertThat(second.again()).isFalse();
  }

  @Test
  void shouldGiveUpWhenInterrupted() {
    // Given
    Backoff backoff =
        new Backoff(
            Duration.ofSeconds(3),
            time,
            delay -> {
              throw new InterruptedException();
            },
            LONGEST);

    // When, then
    assertThat(backoff.start().again()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  private Backoff backoff(Duration total, RandomGenerator random) {
    return new Backoff(total, time, time, random);
  }
}
