package dev.tidemark.data.format;

import dev.tidemark.data.text.Rows;
import dev.tidemark.data.value.Blank;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of the row at hand. */
final class Fields {
  private static final int[][] NONE = {};

  private final Rows rows;
  private final Map<Field, int[][]> places = new EnumMap<>(Field.class);

  /**
   * @param columns of each field, see {@link Columns#of}
   */
  Fields(Rows rows, Map<Field, List<List<String>>> columns) {
    this.rows = rows;
    columns.forEach(
        (field, alternatives) ->
            places.put(
                field,
                alternatives.stream()
                    .map(path -> path.stream().mapToInt(rows::column).toArray())
                    .toArray(int[][]::new)));
  }

  /** The text of a field without blanks around it; empty where nothing is there. */
  String text(Field field) {
    for (int[] path : places.getOrDefault(field, NONE)) {
      String text = path.length == 1 ? part(path[0]) : joined(path);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private String joined(int[] path) {
    StringBuilder text = new StringBuilder();
    for (int column : path) {
      String part = part(column);
      text.append(text.length() > 0 && !part.isEmpty() ? "/" : "").append(part);
    }
    return text.toString();
  }

  private String part(int column) {
    return column < 0 ? "" : Blank.stripped(rows.field(column));
  }

  /** Those of some columns that hold a 1, joined by {@code |}. */
  String flagged(List<String> names) {
    return names.stream()
        .filter(name -> part(rows.column(name)).equals("1"))
        .collect(Collectors.joining("|"));
  }

  /** Members of the context by name. */
  Map<String, String> context() {
    return rows.fieldsUnder("context.");
  }
}
