package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void shouldReadWhatIsThere() {
    Environment environment =
        new Environment(
            Map.of(
                "TABLE", " t ", "DAYS", "30", "ENDPOINT", "http://127.0.0.1:8000", "BLANK", " "));

    assertThat(environment.required("TABLE")).isEqualTo("t");
    assertThat(environment.optional("BLANK")).isEmpty();
    assertThat(environment.optional("ABSENT")).isEmpty();
    assertThat(environment.wholeNumber("DAYS", 0, 100)).isEqualTo(30);
    assertThat(environment.endpoint("ENDPOINT")).contains(URI.create("http://127.0.0.1:8000"));
    assertThat(environment.endpoint("BLANK")).isEmpty();
    assertThatCode(environment::check).doesNotThrowAnyException();
  }

  @Test
  void shouldNameEverythingThatIsWrongAtOnce() {
    // Given
    Environment environment =
        new Environment(Map.of("BLANK", "", "DAYS", "x", "MANY", "101", "ENDPOINT", "localhost"));

    // When
    environment.required("ABSENT");
    environment.required("BLANK");
    environment.wholeNumber("DAYS", 0, 100);
    environment.wholeNumber("MANY", 0, 100);
    environment.endpoint("ENDPOINT");

    // Then
    assertThatThrownBy(environment::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "environment: ABSENT is missing; BLANK is missing;"
                + " DAYS is 'x', give a whole number from 0 to 100;"
                + " MANY is '101', give a whole number from 0 to 100;"
                + " ENDPOINT is 'localhost', give an address such as http://localhost:8000");
  }
}
