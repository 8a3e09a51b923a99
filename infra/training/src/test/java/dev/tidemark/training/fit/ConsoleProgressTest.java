package dev.tidemark.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long nanos;

  @Test
  void shouldDrawABarOverItselfOnATerminal() {
    ConsoleProgress progress = progress(true);

    step(progress, Duration.ofMillis(199), 0.2);
    assertThat(shown()).isEmpty();
    step(progress, Duration.ofMillis(1), 0.25);
    assertThat(shown())
        .isEqualTo(
            "\r\u001b[Kepoch  3/30 [####------------]  25 %  loss 5.5000  12,346 events/s  1:05 left");
    progress.epoch(new EpochReport(3, 5.25, 0.125, 12_000), 30, 64);
    assertThat(shown())
        .isEqualTo(
            "\r\u001b[Kepoch  3/30  done  loss 5.2500  validation NDCG@10 0.1250  12,000 events/s"
                + "  1:04 left at most\n");
  }

  @Test
  void shouldPrintALineNowAndThenElsewhere() {
    ConsoleProgress progress = progress(false);

    step(progress, Duration.ofMillis(4999), 0.2);
    assertThat(shown()).isEmpty();
    step(progress, Duration.ofMillis(1), 0.25);
    assertThat(shown())
        .isEqualTo("epoch  3/30   25 %  loss 5.5000  12,346 events/s  1:05 left at most\n");
    step(progress, Duration.ofSeconds(4), 0.3);
    assertThat(shown()).isEmpty();
  }

  /** The line of a finished epoch follows at once. */
  @Test
  void shouldNotShowAFullEpoch() {
    step(progress(true), Duration.ofSeconds(9), 1);

    assertThat(shown()).isEmpty();
  }

  private ConsoleProgress progress(boolean terminal) {
    return new ConsoleProgress(
        new PrintStream(out, true, StandardCharsets.UTF_8), terminal, () -> nanos);
  }

  private void step(ConsoleProgress progress, Duration later, double share) {
    nanos += later.toNanos();
    progress.step(3, 30, share, 5.5, 12_345.6, 65);
  }

  private String shown() {
    String text = out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    out.reset();
    return text;
  }
}
