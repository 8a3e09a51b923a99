package dev.tidemark.model;

import dev.tidemark.features.EncodedSequence;

/** Scores every known item as the next one of a sequence. */
public interface Scorer extends AutoCloseable {

  /**
   * Logits of all items; the one of vocabulary index {@code i} stands at {@code i - 1}.
   *
   * @return an array of the vocabulary's size, belonging to the caller
   */
  float[] score(EncodedSequence sequence);

  @Override
  void close();
}
