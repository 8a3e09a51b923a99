package dev.tidemark.data.format;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the columns of a file by what they may be called. */
final class Columns {
  private final List<String> names;
  private final boolean json;
  private final Map<String, String> byPlain = new HashMap<>();

  /**
   * @param json whether a row may have members that none had so far
   */
  Columns(List<String> names, boolean json) {
    this.names = names;
    this.json = json;
    names.forEach(name -> byPlain.putIfAbsent(Format.plain(name), name));
  }

  /**
   * The columns of each field that is there: first those that are asked first, each the parts of a
   * path.
   */
  Map<Field, List<List<String>>> of(Format format, Given given) {
    Map<Field, List<List<String>>> found = new EnumMap<>(Field.class);
    format
        .columns()
        .forEach(
            (field, candidates) -> {
              List<List<String>> there =
                  candidates.stream()
                      .map(this::path)
                      .filter(path -> !path.isEmpty())
                      .distinct()
                      .toList();
              if (!there.isEmpty()) {
                found.put(field, there);
              }
            });
    given
        .columns()
        .forEach(
            (field, column) ->
                named(column).ifPresent(name -> found.put(field, List.of(List.of(name)))));
    return found;
  }

  /** The needed fields that no column holds. */
  List<Field> missing(Format format, Given given) {
    Map<Field, List<List<String>>> found = of(format, given);
    return format.needed().stream().filter(field -> !found.containsKey(field)).toList();
  }

  /** The same with members that no row had so far, but that this format's rows may have. */
  Map<Field, List<List<String>>> ofAllRows(Format format, Given given) {
    Map<Field, List<List<String>>> all = new EnumMap<>(of(format, given));
    if (json && format.isNamed()) {
      format
          .columns()
          .forEach(
              (field, candidates) ->
                  all.putIfAbsent(
                      field,
                      candidates.stream().map(name -> List.of(name.split("/", -1))).toList()));
    }
    return all;
  }

  private List<String> path(String candidate) {
    return Stream.of(candidate.split("/", -1)).map(this::named).flatMap(Optional::stream).toList();
  }

  /** The column of that name, however it is written. */
  private Optional<String> named(String name) {
    return names.contains(name)
        ? Optional.of(name)
        : Optional.ofNullable(byPlain.get(Format.plain(name)));
  }
}
