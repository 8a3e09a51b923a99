package dev.tidemark.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.InvalidFieldException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsRequestTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    ", , 2026-11-21T00:00:00Z, 2026-11-28T00:00:00Z",
    "2026-11-27, , 2026-11-27T00:00:00Z, 2026-11-28T00:00:00Z",
    ", 2026-11-20, 2026-11-14T00:00:00Z, 2026-11-21T00:00:00Z",
    "2026-10-28, 2026-11-27, 2026-10-28T00:00:00Z, 2026-11-28T00:00:00Z",
    "2026-11-26T10:00:00Z, 2026-11-26T11:30:00Z, 2026-11-26T10:00:00Z, 2026-11-26T11:30:00Z",
    ", 2026-11-26T11:30:00Z, 2026-11-20T00:00:00Z, 2026-11-26T11:30:00Z"
  })
  void shouldTakeDaysWithTheirEndAndInstants(String from, String to, Instant begin, Instant end) {
    MetricsRequest asked = MetricsRequest.of(query(from, to), NOW);

    assertThat(asked).isEqualTo(new MetricsRequest(begin, end, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yesterday  |            | from: 'yesterday' is not accepted; give a day",
        "           | 2026-13-01 | to: '2026-13-01' is not accepted; give a day",
        "2026-11-26 | 2026-11-25 | from: '2026-11-26T00:00:00Z' is not accepted; give a time before",
        "2026-10-27 | 2026-11-27 | give at most 31 days",
        "2026-08-28 | 2026-08-30 | kept for 90 days; give 2026-08-29T12:00:00Z or later"
      })
  void shouldNameFieldValueAndRemedy(String from, String to, String error) {
    assertThatThrownBy(() -> MetricsRequest.of(query(from, to), NOW))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining(error);
  }

  @Test
  void shouldTakeTwoVersionsToCompare() {
    assertThat(MetricsRequest.of(Map.of("compare", "a, b"), NOW).compared())
        .containsExactly("a", "b");
    for (String wrong : List.of("a", "a,a", "a,b,c")) {
      assertThatThrownBy(() -> MetricsRequest.of(Map.of("compare", wrong), NOW))
          .hasMessageContaining(
              "compare: '" + wrong + "' is not accepted; give two model versions");
    }
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThatThrownBy(() -> MetricsRequest.of(Map.of("form", "2026-11-01"), NOW))
        .hasMessage(
            "parameter: 'form' is not accepted; did you mean from? There is compare, from, to");
  }

  private static Map<String, String> query(String from, String to) {
    return from == null
        ? to == null ? Map.of() : Map.of("to", to)
        : to == null ? Map.of("from", from) : Map.of("from", from, "to", to);
  }
}
