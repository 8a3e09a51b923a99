package dev.tidemark.ingestqueue;

import dev.tidemark.store.tables.PutResult;

/** What became of the entries of a message or file; grows while they are taken in. */
final class Report {
  private final String source;
  private final Refused refused = new Refused();
  private long stored;
  private long duplicates;

  /**
   * @param source the kind of message, or the file
   */
  Report(String source) {
    this.source = source.replaceAll("\\p{Cntrl}", "?");
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

  void refuse(String field, long place) {
    refused.add(field, place);
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

  @Override
  public String toString() {
    String taken = source + ": " + stored + " stored, " + duplicates + " already there";
    return refused.count() > 0 ? taken + ", " + refused : taken;
  }
}
