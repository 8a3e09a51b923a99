package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import java.util.List;
import java.util.Optional;

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

  /** Makes vectors of items that come after training; empty = it does not know such. */
  default Optional<FeatureTables> features() {
    return Optional.empty();
  }

  /**
   * The same with more items behind those of the vocabulary. It need not be closed, and does not
   * work once this one is closed.
   *
   * @param vectors of {@link #features}, that of each item
   */
  default Scorer with(List<float[]> vectors) {
    if (vectors.isEmpty()) {
      return this;
    }
    throw new UnsupportedOperationException("it does not know what describes items");
  }

  @Override
  void close();
}
