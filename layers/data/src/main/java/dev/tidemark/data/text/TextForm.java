package dev.tidemark.data.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the bytes of a file make rows.
 *
 * @param shape separated fields, or JSON
 * @param separator between fields; without meaning in JSON
 */
public record TextForm(Encoding encoding, Shape shape, Separator separator) {
  /** How a text holds its rows. */
  public enum Shape {
    SEPARATED,
    JSON_LINES,
    JSON_LIST,
    JSON_OBJECTS
  }

  /** Rows that are looked at for the names of their members. */
  private static final int NAMED_BY = 1_000;

  /** An object whose first member is a list of objects, which is all that it is about. */
  private static final Pattern WRAPPER =
      Pattern.compile("\\s*\\{\\s*\"[^\"]*\"\\s*:\\s*\\[\\s*\\{");

  /**
   * Finds out what is not given.
   *
   * @param head how the file begins
   * @param encoding as the user says; empty = find it
   * @param separator as the user says; empty = find it
   */
  public static TextForm of(
      byte[] head, Optional<Encoding> encoding, Optional<Separator> separator) {
    Encoding found = encoding.map(given -> given.at(head)).orElseGet(() -> Encoding.of(head));
    String text = found.text(head);
    Shape shape = shape(text);
    return new TextForm(
        found,
        shape,
        shape == Shape.SEPARATED
            ? separator.orElseGet(() -> Separator.of(text))
            : new Separator(","));
  }

  private static Shape shape(String text) {
    String begin = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
    if (begin.startsWith("[")) {
      return Shape.JSON_LIST;
    }
    if (!begin.startsWith("{")) {
      return Shape.SEPARATED;
    }
    if (WRAPPER.matcher(text).lookingAt()) {
      return Shape.JSON_LIST;
    }
    // An object that does not end where its line does goes on over several.
    return begin.endsWith("}") ? Shape.JSON_LINES : Shape.JSON_OBJECTS;
  }

  /**
   * The rows of a file.
   *
   * @param in at its beginning
   * @param names of the columns of a text that does not name them; empty = its first row does
   * @param list path of a list in JSON whose objects make a row each, or name of a list in numbered
   *     columns; empty = none
   */
  public Rows rows(InputStream in, List<String> names, String list) throws IOException {
    return rows(encoding.reader(in), names, list);
  }

  /** The rows of the head of a file, the last one perhaps cut. */
  public Rows rows(byte[] head, List<String> names, String list) throws IOException {
    return rows(new StringReader(encoding.text(head)), names, list);
  }

  private Rows rows(Reader text, List<String> names, String list) throws IOException {
    return switch (shape) {
      case SEPARATED ->
          list.isEmpty()
              ? new SeparatedRows(text, separator, names)
              : new CellRows(new SeparatedRows(text, separator, names), list);
      default -> new JsonRows(objects(text), list);
    };
  }

  /** The names of the columns, or of the first row's fields where it names none. */
  public List<String> names(byte[] head) throws IOException {
    StringReader text = new StringReader(encoding.text(head));
    if (shape == Shape.SEPARATED) {
      return names(new SeparatedRows(text, separator, List.of()));
    }
    JsonObjects objects = objects(text);
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < NAMED_BY && objects.advance(); i++) {
      if (objects.damage().isEmpty()) {
        JsonRows.addNames(objects.object(), "", names);
      }
    }
    return List.copyOf(names);
  }

  /** With the parts of lists in cells, which rows name. */
  private static List<String> names(SeparatedRows rows) throws IOException {
    List<String> columns = rows.fields().stream().map(String::strip).toList();
    Set<String> parts = new LinkedHashSet<>();
    for (int i = 0; i < NAMED_BY && CellRows.mayBeIn(columns) && rows.advance(); i++) {
      parts.addAll(CellRows.names(columns, rows.fields()));
    }
    return Stream.concat(columns.stream(), parts.stream()).toList();
  }

  private JsonObjects objects(Reader text) throws IOException {
    return shape == Shape.JSON_LINES
        ? new JsonObjects.Lines(text)
        : new JsonObjects.Parsed(text, shape == Shape.JSON_LIST);
  }

  public boolean isJson() {
    return shape != Shape.SEPARATED;
  }

  /** As people know it, such as {@code JSON Lines}, or the separator. */
  public String separatorName() {
    return switch (shape) {
      case SEPARATED -> separator.name();
      case JSON_LINES -> "JSON Lines";
      default -> "JSON";
    };
  }
}
