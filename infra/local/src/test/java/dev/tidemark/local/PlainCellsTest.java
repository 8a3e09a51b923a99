package dev.tidemark.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainCellsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", "=HYPERLINK(\"x\")\nb", "-"})
  void shouldDisarmWhatASpreadsheetWouldRun(String cell) {
    assertThat(PlainCells.of(cell)).containsExactly("'" + cell);
  }

  @Test
  void shouldLeaveNumbersAndTextsAsTheyAre() {
    String[] cells = {"", "-4.5", "+3", "-1.5e-3", "12", "Lamp = light", "a-b", "'quoted"};

    assertThat(PlainCells.of(cells)).containsExactly(cells);
  }
}
