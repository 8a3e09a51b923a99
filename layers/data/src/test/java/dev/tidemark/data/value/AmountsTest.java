package dev.tidemark.data.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.5 | 12.5",
        "1e-3 | 0.001",
        "-4 | -4",
        "1,299.00 | 1299",
        "$1,299.50 | 1299.5",
        "USD 12.50 | 12.5",
        "12.50 EUR | 12.5",
        "kr. 12.50 | 12.5",
        "(3.50) | -3.5",
        "3.50- | -3.5",
        "1'000.25 | 1000.25",
        "1 000 | 1000",
        "1,000 | 1000",
        ".5 | 0.5"
      })
  void shouldReadAmountsWithAPoint(String text, double amount) {
    assertThat(Amounts.POINT.read(text)).contains(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12,5 | 12.5",
        "1.299,00 | 1299",
        "1.299,50 € | 1299.5",
        "EUR 12,50 | 12.5",
        "1 299,50 | 1299.5",
        "1.299 | 1299",
        "12,- | 12",
        "-4,5 | -4.5"
      })
  void shouldReadAmountsWithAComma(String text, double amount) {
    assertThat(new Amounts(true).read(text)).contains(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dear", "1,2,3", "1.2.3", "0x1p3", "1d", "NaN", "Infinity", "٣", "1,29", "--1"})
  void shouldRefuseWhatIsNoAmount(String text) {
    assertThat(Amounts.POINT.read(text)).isEmpty();
  }

  @Test
  void shouldFindTheMarkThatBeginsTheDecimals() {
    assertThat(Amounts.of(List.of("1.000", "12,5", "3")).decimalComma()).isTrue();
    assertThat(Amounts.of(List.of("1,000", "12.5", "3")).decimalComma()).isFalse();
    assertThat(Amounts.of(List.of("1.299,00 €")).decimalComma()).isTrue();
    assertThat(Amounts.of(List.of("1,000", "3")).decimalComma()).as("nothing tells").isFalse();
    assertThat(Amounts.of(List.of("0,125")).decimalComma()).isTrue();
    assertThat(Amounts.of(List.of()).decimalComma()).isFalse();
  }
}
