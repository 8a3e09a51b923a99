package dev.tidemark.ingestqueue;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.store.tables.PutResult;
import java.util.stream.Collectors;

/** What became of the entries of a message or file; grows while they are taken in. */
final class Report {
  private static final int LISTED = 5;

  private final String source;
  private final CleaningReport.Builder refused;
  private long stored;
  private long duplicates;

  /**
   * @param source the kind of message, or the file
   */
  Report(String source) {
    this.source = source.replaceAll("\\p{Cntrl}", "?");
    refused = new CleaningReport.Builder(this.source);
  }

  /**
   * @throws UnfinishedException where the store did not acknowledge all
   */
  void add(PutResult result) {
    stored += result.stored();
    duplicates += result.duplicates();
    if (result.unacknowledged() > 0) {
      throw new UnfinishedException(
          "the store did not acknowledge " + result.unacknowledged() + " entries");
    }
  }

  /**
   * @param place line or index of the entry
   */
  void refuse(String field, long place) {
    // What follows the dot is a name of the sender's own.
    refused.reject(field.split("\\.", 2)[0], place);
  }

  /**
   * @throws UnreadableException where not one entry was good
   */
  Report checked() {
    if (stored + duplicates == 0) {
      throw new UnreadableException("no valid entry; " + this);
    }
    return this;
  }

  /** Such as {@code file: 9 stored, 1 already there, 3 refused: itemId (at 7), price (at 2, 5)}. */
  @Override
  public String toString() {
    String taken = source + ": " + stored + " stored, " + duplicates + " already there";
    CleaningReport bad = refused.build();
    return bad.rows() == 0
        ? taken
        : bad.rejected().entrySet().stream()
            .map(entry -> entry.getKey() + " (at " + entry.getValue().lines(LISTED) + ")")
            .collect(Collectors.joining(", ", taken + ", " + bad.rows() + " refused: ", ""));
  }
}
