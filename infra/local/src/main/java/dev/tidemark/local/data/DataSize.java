package dev.tidemark.local.data;

/** How much a data set holds, as it was imported. */
public record DataSize(long events, long items, int shoppers) {
  public static final DataSize UNKNOWN = new DataSize(0, 0, 0);
}
