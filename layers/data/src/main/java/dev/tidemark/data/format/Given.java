package dev.tidemark.data.format;

import dev.tidemark.data.text.Encoding;
import dev.tidemark.data.text.Separator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the user says of the files, instead of having it found out.
 *
 * @param columns which column holds a field; of the type also a behaviour that all rows are
 * @param decimal the mark that begins decimals; empty = find it
 */
public record Given(
    Map<Field, String> columns,
    Optional<Encoding> encoding,
    Optional<Separator> separator,
    Optional<Character> decimal) {

  /** All is found out. */
  public static final Given NOTHING =
      new Given(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @param texts by name: a field's title with its column, {@code encoding}, {@code separator} or
   *     {@code decimal} ({@code comma} or {@code point})
   * @throws IllegalArgumentException naming what cannot be used, and the remedy
   */
  public static Given of(Map<String, String> texts) {
    Map<Field, String> columns = new EnumMap<>(Field.class);
    Optional<Encoding> encoding = Optional.empty();
    Optional<Separator> separator = Optional.empty();
    Optional<Character> decimal = Optional.empty();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      String value = entry.getValue();
      switch (entry.getKey()) {
        case "encoding" -> encoding = Optional.of(encoding(value));
        case "separator" ->
            separator = Optional.of(new Separator(value.equals("tab") ? "\t" : value));
        case "decimal" -> decimal = Optional.of(decimal(value));
        default -> columns.put(field(entry.getKey()), value);
      }
    }
    return new Given(columns, encoding, separator, decimal);
  }

  private static Encoding encoding(String name) {
    try {
      return Encoding.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "encoding=" + name + ": is not known; give UTF-8, UTF-16 or windows-1252", e);
    }
  }

  private static char decimal(String name) {
    return switch (name) {
      case "comma" -> ',';
      case "point" -> '.';
      default -> throw new IllegalArgumentException("decimal=" + name + ": give comma or point");
    };
  }

  private static Field field(String title) {
    return Field.of(title)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    title
                        + "=...: is no field; give one of "
                        + Stream.concat(
                                Stream.of(Field.values()).map(Field::title),
                                Stream.of("encoding", "separator", "decimal"))
                            .collect(Collectors.joining(", "))));
  }
}
