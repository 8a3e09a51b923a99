package dev.tidemark.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void shouldTellWhatFailedWithoutClasses() {
    assertThat(
            PlainText.of(
                "Recommend failed: java.io.UncheckedIOException: /s/models/champion.json cannot be"
                    + " written: No space left on device"))
        .isEqualTo(
            "Recommend failed: /s/models/champion.json cannot be written: No space left on device");
    assertThat(PlainText.of("events.csv: 3 rows, Error: 7"))
        .isEqualTo("events.csv: 3 rows, Error: 7");
  }

  @Test
  void shouldNameFileAndReason() {
    FileSystemException full = new FileSystemException("/s/x", null, "No space left on device");

    assertThat(PlainText.of(full)).isEqualTo("/s/x: No space left on device");
    assertThat(PlainText.of(new UncheckedIOException(full))).isEqualTo(PlainText.of(full));
    assertThat(PlainText.of(new AccessDeniedException("/s/x")))
        .isEqualTo("/s/x: permission denied");
    assertThat(PlainText.of(new IOException("broken pipe"))).isEqualTo("broken pipe");
    assertThat(PlainText.of(new IllegalStateException())).contains("IllegalStateException");
  }
}
