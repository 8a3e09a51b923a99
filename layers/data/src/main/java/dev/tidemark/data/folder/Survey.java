package dev.tidemark.data.folder;

import dev.tidemark.data.DatasetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a data folder holds, as it was read.
 *
 * @param keptItems rows of items, or items that events tell of
 * @param notInCatalogue items that events are about and no file of items lists
 * @param users that events are about
 * @param largestShare of all events, that of the user with the most
 * @param unused what else is in the folder
 */
public record Survey(
    List<FileReport> events,
    List<FileReport> items,
    long keptItems,
    int notInCatalogue,
    int users,
    double largestShare,
    List<FolderFiles.Unused> unused) {

  /** No person does so large a share of what a whole shop's visitors do. */
  private static final double SUSPICIOUS = 0.05;

  private static final int FEW_EVENTS = 1_000;

  public long keptEvents() {
    return events.stream().mapToLong(report -> report.cleaning().kept()).sum();
  }

  /** Rows of files of items that are none. */
  public long rejectedItems() {
    return items.stream().mapToLong(report -> report.cleaning().rejectedRows()).sum();
  }

  /**
   * @throws DatasetException where most of a file is lost, with the likeliest cause and the remedy
   */
  public Survey refuseLosses() {
    Stream.concat(events.stream(), items.stream())
        .map(FileReport::refusal)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            refusal -> {
              throw new DatasetException(refusal);
            });
    return this;
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    events.forEach(report -> lines.addAll(report.lines()));
    items.forEach(report -> lines.addAll(report.lines()));
    unused.forEach(other -> lines.add("Not used: " + other.file() + " (" + other.reason() + ")"));
    if (notInCatalogue > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d items of the events are in no file of items: they have no title, category or"
                  + " price",
              notInCatalogue));
    }
    if (largestShare > SUSPICIOUS && keptEvents() >= FEW_EVENTS) {
      lines.add(
          String.format(
              Locale.ROOT,
              "One user has %.0f %% of all events: a robot, or a name that stands for many?",
              100 * largestShare));
    }
    return lines;
  }

  /** For programs, as {@code tidemark check --json} writes it. */
  public Map<String, Object> json() {
    return Map.of(
        "files",
        Stream.of(
                events.stream().map(FileReport::json),
                items.stream().map(FileReport::json),
                unused.stream().map(other -> FileReport.json(other.file(), other.reason())))
            .flatMap(files -> files)
            .toList());
  }
}
