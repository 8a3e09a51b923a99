package dev.tidemark.ingestqueue;

import dev.tidemark.data.CleaningReport.Rejection;
import dev.tidemark.data.Row;
import dev.tidemark.ingest.Outcome;
import dev.tidemark.store.tables.PutResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of the entries of a message or file; grows while they are taken in. */
final class Report {
  private static final int LISTED = 5;

  private final String source;
  private final Map<String, Rejection> refused;
  private Progress rest = Progress.NONE;
  private long stored;
  private long duplicates;
  private long again;
  private boolean useful;
  private long switchedOff;

  /**
   * @param source the kind of message, or the file
   */
  Report(String source) {
    this(source, Progress.NONE);
  }

  /** Of a file that an earlier invocation began with. */
  Report(String source, Progress before) {
    this.source = source.replaceAll("\\p{Cntrl}", "?");
    refused = new TreeMap<>(before.refused());
    stored = before.stored();
    duplicates = before.duplicates();
    again = before.again();
    useful = stored + duplicates > 0;
  }

  /** An entry is good, and is to be stored. */
  void keep() {
    useful = true;
  }

  /**
   * @throws UnfinishedException where the store did not acknowledge all
   */
  void add(PutResult result) {
    if (result.unacknowledged() > 0) {
      throw new UnfinishedException(
          "the store did not acknowledge " + result.unacknowledged() + " entries");
    }
    stored += result.stored();
    // What was stored of a batch that broke off is found again, and is no duplicate.
    long found = Math.min(again, result.duplicates());
    duplicates += result.duplicates() - found;
    again -= found;
  }

  /**
   * @param reason without values; that of a list is a field's name
   * @param place line or index of the entry
   */
  void refuse(String reason, long place) {
    // What follows the dot is a name of the sender's own.
    refused.merge(
        reason.split("\\.", 2)[0],
        new Rejection(1, List.of(place)),
        (before, one) ->
            before.count() < LISTED
                ? new Rejection(
                    before.count() + 1,
                    Stream.concat(before.firstLines().stream(), Stream.of(place)).toList())
                : new Rejection(before.count() + 1, before.firstLines()));
  }

  /** Of items that the file, a full catalogue, lacks. */
  void addSwitchedOff(PutResult result) {
    if (result.unacknowledged() > 0) {
      throw new UnfinishedException(
          "the store did not acknowledge that " + result.unacknowledged() + " items are off");
    }
    switchedOff += result.stored();
  }

  /** Whether any entry was good so far. */
  boolean isUseful() {
    return useful;
  }

  /** What is known at a line, from which another invocation can go on. */
  Progress at(long line) {
    return new Progress(line, stored, duplicates, again, refused);
  }

  /** As of a line from which another invocation is to go on. */
  Report unfinished(Progress progress) {
    Report partial = new Report(source, progress);
    partial.rest = progress;
    return partial;
  }

  boolean isDone() {
    return rest.line() == 0;
  }

  /** Where another invocation is to go on, unless all is done. */
  Progress rest() {
    return rest;
  }

  /**
   * @throws UnreadableException where there are entries and not one was good, nor one that must not
   *     be kept
   */
  Report checked() {
    if (stored + duplicates == 0
        && hasRefused()
        && !refused.containsKey(Outcome.ERASED)
        && !refused.containsKey(Row.NO_CONSENT)) {
      throw new UnreadableException("no valid entry; " + counts());
    }
    return this;
  }

  /** Whether there were no entries at all. */
  boolean isEmpty() {
    return read() == 0;
  }

  boolean hasRefused() {
    return !refused.isEmpty();
  }

  private long read() {
    return stored + duplicates + refusals();
  }

  private long refusals() {
    return refused.values().stream().mapToLong(Rejection::count).sum();
  }

  /**
   * Such as {@code file: 13 read, 9 stored, 1 already there, 3 refused: 1 x itemId missing (at 7),
   * 2 x timestamp not usable (at 2, 5)}.
   */
  @Override
  public String toString() {
    return source + ": " + (isEmpty() ? "nothing to do, " : "") + counts();
  }

  /** The same without what it is about. */
  String counts() {
    if (isEmpty()) {
      return "there are no entries";
    }
    String taken =
        String.format("%d read, %d stored, %d already there", read(), stored, duplicates);
    String all =
        refused.isEmpty()
            ? taken
            : refused.entrySet().stream()
                .map(reason -> described(reason.getKey(), reason.getValue()))
                .collect(Collectors.joining(", ", taken + ", " + refusals() + " refused: ", ""));
    String more = switchedOff == 0 ? all : all + "; " + switchedOff + " that it lacks switched off";
    return isDone() ? more : more + "; goes on at line " + rest.line();
  }

  private static String described(String reason, Rejection rejection) {
    return rejection.count() + " x " + reason + " (at " + rejection.lines(LISTED) + ")";
  }
}
