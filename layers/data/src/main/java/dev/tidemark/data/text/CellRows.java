package dev.tidemark.data.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Steps through a table whose rows have a list in numbered columns, such as {@code line_item_2}
 * with {@code name:Mug|product_id:7|quantity:1}: each cell makes a row of its own, with the columns
 * of its row and the parts of the cell as {@code line_items.name} and so on.
 */
final class CellRows implements Rows {
  private static final Pattern NUMBERED = Pattern.compile("(.+)_[0-9]+");

  /** Where a part begins; what stands between belongs to the part before. */
  private static final Pattern PART = Pattern.compile("(?:^|\\|)([a-z_]+):");

  /** Places of parts lie behind those of columns. */
  private static final int PARTS = 1 << 20;

  private final SeparatedRows rows;
  private final String prefix;
  private final int[] cells;
  private final List<String> parts = new ArrayList<>();
  private Iterator<Map<String, String>> list = List.<Map<String, String>>of().iterator();
  private Map<String, String> cell = Map.of();
  private int number;

  /**
   * @param list the columns' name in the plural
   */
  CellRows(SeparatedRows rows, String list) {
    this.rows = rows;
    prefix = list + ".";
    cells =
        rows.names().stream()
            .filter(name -> list.equals(listOf(name)))
            .mapToInt(rows::column)
            .toArray();
  }

  /** The list that a column belongs to; empty = none. */
  private static String listOf(String column) {
    Matcher numbered = NUMBERED.matcher(column);
    return numbered.matches() ? numbered.group(1) + "s" : "";
  }

  /** Whether any of the columns may hold such cells. */
  static boolean mayBeIn(List<String> columns) {
    return columns.stream().anyMatch(column -> !listOf(column).isEmpty());
  }

  /** Names of the parts of all cells that these fields hold. */
  static Set<String> names(List<String> columns, List<String> fields) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < Math.min(columns.size(), fields.size()); i++) {
      String list = listOf(columns.get(i));
      if (!list.isEmpty()) {
        parts(fields.get(i)).keySet().forEach(part -> names.add(list + "." + part));
      }
    }
    return names;
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    Matcher begin = PART.matcher(text);
    String name = "";
    int from = 0;
    while (begin.find()) {
      if (!name.isEmpty()) {
        parts.put(name, text.substring(from, begin.start()));
      }
      name = begin.group(1);
      from = begin.end();
    }
    if (!name.isEmpty()) {
      parts.put(name, text.substring(from));
    }
    return parts;
  }

  @Override
  public boolean advance() throws IOException {
    number++;
    if (!list.hasNext()) {
      if (!rows.advance()) {
        return false;
      }
      number = 0;
      List<Map<String, String>> found = new ArrayList<>();
      for (int place : rows.damage().isPresent() ? new int[0] : cells) {
        if (!rows.field(place).isBlank()) {
          found.add(parts(rows.field(place)));
        }
      }
      list = found.iterator();
    }
    cell = list.hasNext() ? list.next() : Map.of();
    return true;
  }

  @Override
  public long line() {
    return rows.line();
  }

  @Override
  public Optional<String> damage() {
    return rows.damage();
  }

  @Override
  public int column(String name) {
    int column = rows.column(name);
    if (column >= 0 || !name.startsWith(prefix)) {
      return column;
    }
    parts.add(name.substring(prefix.length()));
    return PARTS + parts.size() - 1;
  }

  @Override
  public String field(int column) {
    return column < PARTS ? rows.field(column) : cell.getOrDefault(parts.get(column - PARTS), "");
  }

  @Override
  public long hash() {
    return TextHash.of(List.of(Long.toString(rows.hash()), Integer.toString(number)));
  }

  @Override
  public Map<String, String> fieldsUnder(String prefix) {
    return rows.fieldsUnder(prefix);
  }
}
