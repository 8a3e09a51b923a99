package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;

/** Answers as a model package says: its network, and what was counted blended in. */
public record PackageScorer(TensorFlowScorer network, Blend blend) implements Scorer {

  /**
   * @throws ModelPackageException where the SavedModel or the counts cannot be opened
   */
  public static PackageScorer load(ModelPackage model) {
    Blend blend = CountsFiles.read(model);
    return new PackageScorer(TensorFlowScorer.load(model), blend);
  }

  @Override
  public Answer score(EncodedSequence sequence) {
    return blend.answer(network.score(sequence), sequence);
  }

  @Override
  public void close() {
    network.close();
  }
}
