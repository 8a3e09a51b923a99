package dev.tidemark.forecast;

import java.util.Locale;

/** What a forecast is of. */
public enum Level {
  TOTAL,
  CATEGORY,
  ITEM;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
