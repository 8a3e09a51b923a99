package dev.tidemark.data.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.data.format.Format.Holds;
import dev.tidemark.data.format.Format.Trait;
import dev.tidemark.data.text.TextForm;
import dev.tidemark.data.value.Times;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The formats that are known, from {@code formats.json}. */
final class Formats {
  private static final List<Format> ALL = read();

  private Formats() {}

  /**
   * The format of a file: one that is known by its columns as they are written, then by the same
   * words in other letters, then by what its fields are called; among several the one that has a
   * use for most of the columns.
   *
   * @param names of the columns, or the first row of a file that names none
   * @param wanted whether it may be
   */
  static Optional<Format> of(
      TextForm form, List<String> names, Predicate<Holds> wanted, Given given) {
    List<Format> formats = ALL.stream().filter(format -> wanted.test(format.holds())).toList();
    Columns columns = new Columns(names, form.isJson());
    return best(
            formats, columns, given, format -> format.isNamed() && has(format, names, name -> name))
        .or(
            () ->
                form.isJson()
                    ? Optional.empty()
                    : formats.stream().filter(format -> isRow(format, names, form)).findFirst())
        .or(
            () ->
                best(
                    formats,
                    columns,
                    given,
                    format -> format.isNamed() && has(format, names, Format::plain)))
        .or(
            () ->
                best(
                    formats,
                    columns,
                    given,
                    format -> !format.isNamed() && format.positions().isEmpty()));
  }

  /** The format of a table that is known by nothing but what its fields are called. */
  static Format table(Holds holds) {
    return ALL.stream()
        .filter(
            format -> format.holds() == holds && !format.isNamed() && format.positions().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Format> best(
      List<Format> formats, Columns columns, Given given, Predicate<Format> fits) {
    return formats.stream()
        .filter(fits)
        .filter(format -> columns.missing(format, given).isEmpty())
        .max(
            Comparator.comparingInt((Format format) -> columns.of(format, given).size())
                .thenComparingInt(format -> -ALL.indexOf(format)));
  }

  private static boolean has(Format format, List<String> names, UnaryOperator<String> spelling) {
    Set<String> all = names.stream().map(spelling).collect(Collectors.toSet());
    return format.signature().stream()
        .allMatch(
            alternatives ->
                List.of(alternatives.split("\\|", -1)).stream()
                    .map(spelling)
                    .anyMatch(all::contains));
  }

  /** Whether a first row is one of a file that names no columns. */
  private static boolean isRow(Format format, List<String> row, TextForm form) {
    return !format.positions().isEmpty()
        && format.separator().equals(form.separator().text())
        && format.positions().size() == row.size()
        && (format.holds() == Holds.EVENTS
            ? isNumber(row.get(2)) && Times.of(List.of(row.get(3))).read(row.get(3)).isPresent()
            : isNumber(row.get(0)));
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]+(\\.[0-9]+)?");
  }

  private static List<Format> read() {
    try (InputStream in = Formats.class.getResourceAsStream("formats.json")) {
      List<Format> formats = new ArrayList<>();
      new JsonMapper().readTree(in).forEach(node -> formats.add(format(node)));
      return List.copyOf(formats);
    } catch (IOException e) {
      throw new UncheckedIOException("formats.json cannot be read", e);
    }
  }

  private static Format format(JsonNode node) {
    Map<Field, List<String>> columns = new EnumMap<>(Field.class);
    node.get("columns")
        .properties()
        .forEach(
            entry -> columns.put(Field.of(entry.getKey()).orElseThrow(), texts(entry.getValue())));
    Set<Trait> traits = new HashSet<>();
    texts(node.path("traits")).forEach(trait -> traits.add(Trait.valueOf(trait)));
    return new Format(
        node.get("name").asText(),
        Holds.valueOf(node.get("holds").asText()),
        texts(node.path("signature")),
        columns,
        node.path("type").asText(),
        texts(node.path("positions")),
        node.path("separator").asText(),
        traits,
        node.path("list").asText());
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
