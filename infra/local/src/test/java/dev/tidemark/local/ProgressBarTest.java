package dev.tidemark.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final StringWriter text = new StringWriter();
  private long now;

  @Test
  void shouldPrintALineEveryThreeSecondsOutsideATerminal() {
    // Given
    ProgressBar bar = new ProgressBar(console(false), "Importing", 1_000);

    // When
    for (int i = 1; i <= 8; i++) {
      now = TimeUnit.SECONDS.toNanos(i);
      bar.update(i * 100L);
    }
    bar.finish(1_000);

    // Then
    assertThat(text.toString().lines())
        .containsExactly(
            "Importing        [#######-----------------]  30%  300/1,000  100/s  0:07 left",
            "Importing        [##############----------]  60%  600/1,000  100/s  0:04 left",
            "Importing        1,000 in 8.0 s (125/s)");
  }

  @Test
  void shouldOverwriteItsLineOnATerminal() {
    // Given
    ProgressBar bar = new ProgressBar(console(true), "Importing", 4);

    // When
    now = TimeUnit.MILLISECONDS.toNanos(100);
    bar.update(1);
    now = TimeUnit.MILLISECONDS.toNanos(500);
    bar.update(2);

    // Then
    assertThat(text.toString())
        .isEqualTo(
            "\r\u001b[KImporting        [############------------]  50%  2/4  4/s  0:01 left");
  }

  @Test
  void shouldNotDivideByZero() {
    // When
    new ProgressBar(console(false), "Nothing", 0).finish(0);

    // Then
    assertThat(text.toString().strip()).isEqualTo("Nothing          0 in 0.0 s (0/s)");
  }

  private Console console(boolean terminal) {
    return new Console(new PrintWriter(text), terminal, () -> now);
  }
}
