package dev.tidemark.data.folder;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.format.Description;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a file of a data folder was read, and what came of it.
 *
 * @param users that its events are about
 * @param items that it is about
 * @param from the time of its first event; empty = no row tells its time
 */
public record FileReport(
    Description description,
    CleaningReport cleaning,
    int users,
    int items,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** Why nothing of the file is to be used, as most of it is damaged; else nothing. */
  Optional<String> refusal() {
    return cleaning
        .mostlyDamagedWithExample()
        .map(
            cause ->
                description.file()
                    + ": most of its rows cannot be used, the likeliest cause: "
                    + cause
                    + ". Is a column taken for another? --map time=COLUMN,... says which is which");
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(description.line()));
    from.ifPresent(
        first ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %,d users, %,d items, from %s to %s",
                    users,
                    items,
                    first,
                    to.orElse(first))));
    lines.addAll(cleaning.lines());
    if (users == 0 && cleaning.kept() > items) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %,d items, some of them in several rows: the last one counts",
              items));
    }
    return lines;
  }

  /** For programs, as {@code tidemark check --json} writes it. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", description.file());
    json.put("format", description.format());
    json.put("columns", description.columns());
    json.put("encoding", description.encoding());
    json.put("separator", description.separator());
    json.put("rows", cleaning.rows());
    json.put("kept", cleaning.kept());
    Map<String, Long> dropped = new LinkedHashMap<>();
    if (cleaning.duplicates() > 0) {
      dropped.put("exact duplicate", cleaning.duplicates());
    }
    cleaning.rejected().forEach((reason, rows) -> dropped.put(reason, rows.count()));
    json.put("dropped", dropped);
    json.put("users", users);
    json.put("items", items);
    json.put("from", from.map(Instant::toString).orElse(null));
    json.put("to", to.map(Instant::toString).orElse(null));
    Map<String, Long> lost = new LinkedHashMap<>();
    cleaning.lost().forEach((reason, rows) -> lost.put(reason, rows.count()));
    json.put("lost", lost);
    json.put("notes", description.notes());
    return json;
  }

  /** The same of a file that is not read. */
  static Map<String, Object> json(String file, String reason) {
    return new FileReport(
            new Description(file, "not used", Map.of(), "", "", List.of(reason)),
            new CleaningReport(file, 0, 0, 0, Map.of(), Map.of()),
            0,
            0,
            Optional.empty(),
            Optional.empty())
        .json();
  }
}
