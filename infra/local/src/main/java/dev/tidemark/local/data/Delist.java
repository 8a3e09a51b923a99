package dev.tidemark.local.data;

/** Whether an import switches off the active items that the data set lacks. */
public enum Delist {
  NOTHING,

  /** Unless they are more than half: the data set is hardly the full catalogue then. */
  UNLESS_MOST,
  ALL
}
