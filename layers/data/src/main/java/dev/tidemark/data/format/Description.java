package dev.tidemark.data.format;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a file is read, for people.
 *
 * @param format its name
 * @param columns which field each column holds
 * @param notes what is worth knowing beside
 */
public record Description(
    String file,
    String format,
    Map<String, String> columns,
    String encoding,
    String separator,
    List<String> notes) {

  public Description {
    notes = List.copyOf(notes);
  }

  /** Such as {@code events.csv: REES46 events; event_time -> time, ...; UTF-8, separator ,}. */
  public String line() {
    return file
        + ": "
        + format
        + "; "
        + columns.entrySet().stream()
            .map(entry -> entry.getKey() + " -> " + entry.getValue())
            .collect(Collectors.joining(", "))
        + "; "
        + encoding
        + (separator.startsWith("JSON") ? ", " : ", separator ")
        + separator
        + notes.stream().map(note -> "; " + note).collect(Collectors.joining());
  }
}
