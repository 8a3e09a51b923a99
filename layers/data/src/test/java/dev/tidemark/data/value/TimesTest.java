package dev.tidemark.data.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final Instant TIME = Instant.parse("2026-09-02T05:01:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1788325260",
        "1788325260.000",
        "1.78832526E9",
        "1788325260000",
        "1788325260000000",
        "1788325260000000000",
        "20260902050100",
        "202609020501",
        "2026-09-02T05:01:00Z",
        "2026-09-02T05:01Z",
        "2026-09-02 05:01:00",
        "2026-09-02 05:01:00.000000",
        "2026-09-02 05:01:00 UTC",
        "2026-09-02 05:01:00+00:00",
        "2026-09-02T07:01:00+0200",
        "2026-09-02 07:01:00 +02:00",
        "2026-09-02T00:01:00-05",
        "2026/9/2 5:01",
        "2026.09.02 05:01:00",
        "26/9/2026 5:01",
        "02.09.2026 05:01",
        "02.09.2026, 05:01:00",
        "9/2/2026 5:01 AM",
        "9/2/26 5:01",
        "09-02-2026 05:01:00",
        "09 02, 2026 05:01",
        "Sep 2, 2026 5:01:00 am",
        "September 2, 2026 at 5:01 AM",
        "2 Sep 2026 05:01:00",
        "2-Sep-2026 05:01",
        "Wed, 02 Sep 2026 05:01:00 GMT",
        "Wed Sep 02 2026 07:01:00 GMT+0200 (Central European Summer Time)"
      })
  void shouldReadEveryUsualForm(String text) {
    Times times = Times.of(List.of(text, sibling(text)));

    assertThat(times.read(text.startsWith("26/") ? "2/9/2026 5:01" : text)).contains(TIME);
  }

  /** Another time of the same form, which tells day and month apart where that is needed. */
  private static String sibling(String text) {
    if (text.startsWith("02.09")) {
      return text.replace("02.09", "26.09");
    }
    return text.matches("0?9[/ -].*") ? text.replaceFirst("(0?9[/ -])0?2", "$126") : text;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30 10:00:00",
        "2026-09-02T24:00:00Z",
        "2026-09-02 10:60",
        "2026-09-02 13:00 PM",
        "2026-13-02",
        "1970-01-01",
        "٢٠٢٦-٠٩-٠٢",
        "2026-09-02T05:01:00+19:00",
        "2026-09-02 and more",
        "17",
        "0x1p3",
        "-1788325260",
        ""
      })
  void shouldRefuseWhatIsNoTime(String text) {
    assertThat(Times.of(List.of(text)).read(text)).isEmpty();
  }

  @Test
  void shouldNotMistakeATimeOfAnotherUnit() {
    Times seconds = Times.of(List.of("1788325260", "1788325261", "17"));

    assertThat(seconds.read("1788325260000")).isEmpty();
    assertThat(seconds.read("17")).isEmpty();
    assertThat(seconds.read("2026-09-02T05:01:00Z")).as("which leaves no doubt").contains(TIME);
  }

  @ParameterizedTest
  @CsvSource({
    "1/2/2026;3/2/2026;7/2/2026, DAY_FIRST", // closer together
    "12/1/2010 8:26;12/2/2010 8:26;12/9/2010 8:26, MONTH_FIRST",
    "1/2/2026, MONTH_FIRST",
    "1.2.2026, DAY_FIRST",
    "1-2-2026, DAY_FIRST"
  })
  void shouldGuessWhatDayAndMonthCanBe(String seen, TimeForm form) {
    Times times = Times.of(List.of(seen.split(";", -1)));

    assertThat(times.form()).isEqualTo(form);
    assertThat(times.certain()).isFalse();
    assertThat(times.title()).contains("a guess").contains("UTC where no zone is named");
  }

  @Test
  void shouldTellDayAndMonthByAnyTimeThatLeavesNoDoubt() {
    Times times = Times.of(List.of("1/2/2026", "2/2/2026", "13/2/2026"));

    assertThat(times.form()).isEqualTo(TimeForm.DAY_FIRST);
    assertThat(times.certain()).isTrue();
  }
}
