package dev.tidemark.scoring;

/** What makes up the greatest part of an item's probability. */
public enum Carrier {
  /** Learnt, from what the shopper always wants. */
  LONG_TERM,
  /** Learnt, from what the shopper does at the moment. */
  SHORT_TERM,
  /** The shopper takes it again and again. */
  HABIT,
  /** Others took it after the same items. */
  OTHERS,
  /** Much in demand lately. */
  POPULAR
}
