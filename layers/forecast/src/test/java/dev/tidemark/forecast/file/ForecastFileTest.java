package dev.tidemark.forecast.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.forecast.Level;
import dev.tidemark.forecast.Question;
import dev.tidemark.forecast.ShopForecast;
import dev.tidemark.forecast.sales.Article;
import dev.tidemark.forecast.sales.SalesLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForecastFileTest {

  @Test
  void shouldAnswerTheSameWhenItIsReadAgain() throws IOException {
    ShopForecast written = forecast();
    ShopForecast read = ForecastFile.read(new ByteArrayInputStream(bytes(written)));

    for (Question question :
        new Question[] {of(Level.TOTAL, ""), of(Level.CATEGORY, "A"), of(Level.ITEM, "x")}) {
      assertThat(read.answer(question)).isEqualTo(written.answer(question));
    }
  }

  @Test
  void shouldRefuseAFileThatIsCutShortOrOfAnotherFormat() throws IOException {
    byte[] whole = bytes(forecast());
    for (int length : new int[] {0, 3, 40, whole.length / 2, whole.length - 1}) {
      assertThatThrownBy(
              () -> ForecastFile.read(new ByteArrayInputStream(Arrays.copyOf(whole, length))))
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(
            () ->
                ForecastFile.read(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length + 1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer");
    whole[3] = 9;
    assertThatThrownBy(() -> ForecastFile.read(new ByteArrayInputStream(whole)))
        .hasMessageContaining("format 9");
  }

  private static ShopForecast forecast() {
    SalesLog log = new SalesLog();
    Instant begin = Instant.parse("2025-01-06T10:00:00Z");
    for (int day = 0; day < 100; day++) {
      log.sold(day % 3 == 0 ? "x" : "y", begin.plus(Duration.ofDays(day)), 1 + day % 4, day < 9);
    }
    return ShopForecast.of(
        log.history(
            Map.of(
                "x", new Article("Ex", "A", 2, true),
                "y", new Article("Why", "B", Double.NaN, true),
                "z", new Article("", "B", 3, true))));
  }

  private static byte[] bytes(ShopForecast forecast) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ForecastFile.write(forecast, out);
    return out.toByteArray();
  }

  private static Question of(Level level, String id) {
    return new Question(level, id, 5, 2, 0.9, Set.of(1));
  }
}
