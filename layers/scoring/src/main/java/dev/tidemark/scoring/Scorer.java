package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;

/** Scores every known item as the next one of a sequence. */
public interface Scorer extends AutoCloseable {

  Answer score(EncodedSequence sequence);

  @Override
  void close();
}
