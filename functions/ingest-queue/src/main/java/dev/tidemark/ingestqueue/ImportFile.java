package dev.tidemark.ingestqueue;

import dev.tidemark.data.format.DataFile;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the key of an imported file tells about it.
 *
 * @param events whether it holds events, not items
 * @param gzip whether it is compressed
 * @param full whether it holds the full catalogue, so that items which it lacks are to be switched
 *     off
 * @param forced whether that is meant though it lacks most of them
 */
record ImportFile(boolean events, boolean gzip, boolean full, boolean forced) {
  /** Below it are files of the full catalogue. */
  static final String FULL = "items/full/";

  /** Below it are those that may lack most items. */
  static final String FORCED = FULL + "forced/";

  private static final String EVENTS = "events/";
  private static final String ITEMS = "items/";
  private static final String GZIP = ".gz";
  private static final Pattern TEXT =
      Pattern.compile(".*\\.(csv|tsv|txt|dat|data|item|jsonl|ndjson|json)");

  /**
   * @throws UnreadableException where the key is that of something else
   */
  static ImportFile of(String key) {
    if (!key.startsWith(EVENTS) && !key.startsWith(ITEMS)) {
      throw new UnreadableException("the key begins neither with events/ nor with items/");
    }
    String name = key.toLowerCase(Locale.ROOT);
    boolean gzip = name.endsWith(GZIP);
    String plain = gzip ? name.substring(0, name.length() - GZIP.length()) : name;
    if (!TEXT.matcher(plain).matches()) {
      throw new UnreadableException(
          "the key ends neither with .csv, .tsv, .txt, .dat, .jsonl, .ndjson nor .json, plain or .gz");
    }
    return new ImportFile(
        key.startsWith(EVENTS), gzip, key.startsWith(FULL), key.startsWith(FORCED));
  }

  /** What the key says that it holds. */
  DataFile.Wanted wanted() {
    return events ? DataFile.Wanted.EVENTS : DataFile.Wanted.ITEMS;
  }
}
