package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import java.util.List;

/** Scores every known item as the next one of a sequence. */
public interface Scorer extends AutoCloseable {

  default Answer score(EncodedSequence sequence) {
    return score(List.of(sequence)).get(0);
  }

  /**
   * Several questions at once, which is faster than one after the other.
   *
   * @param sequences at least one
   */
  List<Answer> score(List<EncodedSequence> sequences);

  @Override
  void close();
}
