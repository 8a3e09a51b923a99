package dev.tidemark.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.ListArbitrary;

class SeparatedRowsProperties {
  private static final int COLUMNS = 3;

  private record Row(long line, List<String> fields) {}

  @Property(tries = 500)
  void shouldReadWhatACsvLibraryWrote(
      @ForAll("tables") List<List<String>> table, @ForAll LineDelimiter delimiter)
      throws IOException {
    // Given
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(delimiter).build(text)) {
      table.forEach(writer::writeRecord);
    }

    // When
    List<Long> malformed = new ArrayList<>();
    List<Row> rows = read(text.toString(), malformed);

    // Then
    assertThat(malformed).isEmpty();
    assertThat(rows)
        .extracting(Row::fields)
        .isEqualTo(table.stream().map(SeparatedRowsProperties::withLineFeeds).toList());
  }

  @Property(tries = 500)
  void shouldLoseNoRowButTheDamagedOnes(
      @ForAll("plainTables") List<List<String>> table, @ForAll("places") Set<Integer> damaged)
      throws IOException {
    // Given
    StringBuilder text = new StringBuilder("a,b,c\n");
    List<Row> whole = new ArrayList<>(List.of(new Row(1, List.of("a", "b", "c"))));
    List<Long> broken = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      List<String> fields = new ArrayList<>(table.get(i));
      if (damaged.contains(i)) {
        fields.set(i % COLUMNS, '"' + fields.get(i % COLUMNS));
        broken.add(i + 2L);
      } else {
        whole.add(new Row(i + 2L, List.copyOf(fields)));
      }
      text.append(String.join(",", fields)).append('\n');
    }

    // When
    List<Long> malformed = new ArrayList<>();
    List<Row> rows = read(text.toString(), malformed);

    // Then
    assertThat(rows).isEqualTo(whole);
    assertThat(malformed).isEqualTo(broken);
  }

  @Property(tries = 500)
  void shouldAccountForEveryLineOfAnyText(@ForAll("texts") String text) throws IOException {
    List<Long> malformed = new ArrayList<>();
    List<Row> rows = read(text, malformed);

    List<Long> lines = new ArrayList<>(malformed);
    rows.forEach(row -> lines.add(row.line()));
    long physical = text.lines().count();
    assertThat(lines).doesNotHaveDuplicates().allMatch(line -> line >= 1 && line <= physical);
    long within =
        rows.stream()
            .flatMap(row -> row.fields().stream())
            .mapToLong(SeparatedRowsProperties::ends)
            .sum();
    long empty = text.lines().filter(String::isEmpty).count();
    assertThat(lines.size() + within).isBetween(physical - empty, physical);
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    return table(text("a", "ü", "😀", " ", ",", "\"", "\n", "\r", "\r\n").ofMaxSize(6));
  }

  @Provide
  Arbitrary<List<List<String>>> plainTables() {
    return table(text("a", "b", "1").ofMinSize(1).ofMaxSize(3));
  }

  @Provide
  Arbitrary<Set<Integer>> places() {
    return Arbitraries.integers().between(0, 12).set().ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> texts() {
    return text("a", "b", ",", ",", "\"", "\n", "\r\n", "\r")
        .ofMaxSize(40)
        .map(SeparatedRowsProperties::joined);
  }

  private static ListArbitrary<String> text(String... parts) {
    return Arbitraries.of(parts).list();
  }

  private static Arbitrary<List<List<String>>> table(Arbitrary<List<String>> texts) {
    return texts.map(SeparatedRowsProperties::joined).list().ofSize(COLUMNS).list().ofMaxSize(12);
  }

  private static String joined(List<String> parts) {
    return String.join("", parts);
  }

  private static List<String> withLineFeeds(List<String> fields) {
    return fields.stream().map(field -> field.replaceAll("\r\n?", "\n")).toList();
  }

  private static long ends(String field) {
    return field.chars().filter(c -> c == '\n').count();
  }

  private static List<Row> read(String text, List<Long> malformed) throws IOException {
    List<Row> rows = new ArrayList<>();
    SeparatedRows source = new SeparatedRows(new StringReader(text), new Separator(","), List.of());
    boolean more = source.line() > 0; // the row that names the columns
    while (more) {
      if (source.damage().isEmpty()) {
        rows.add(new Row(source.line(), source.fields()));
      } else {
        malformed.add(source.line());
      }
      more = source.advance();
    }
    return rows;
  }
}
