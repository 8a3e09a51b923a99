package dev.tidemark.lab.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CountdownTest {
  private long nanos;

  @Test
  void shouldTellHowFastAndHowLongEveryFewSeconds() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Countdown progress =
        new Countdown(
            new PrintStream(out, true, StandardCharsets.UTF_8), "shoppers", 200, () -> nanos);

    for (int i = 0; i < 30; i++) {
      nanos += 500_000_000L;
      progress.step();
    }

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "10 of 200 shoppers  2.0 a second  1:35 left",
            "20 of 200 shoppers  2.0 a second  1:30 left",
            "30 of 200 shoppers  2.0 a second  1:25 left");
  }
}
