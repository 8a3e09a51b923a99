package dev.tidemark.scoring;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.Input;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import java.io.IOException;
import java.util.Map;

/**
 * Answers as a model package says: its SavedModel, run in DJL's TensorFlow engine, and what was
 * counted blended in. Owns the native session; for one thread at a time, as a Lambda function is.
 */
public final class PackageScorer implements Scorer {
  private final Model model;
  private final Predictor<EncodedSequence, Learnt> network;
  private final Blend blend;

  private PackageScorer(Model model, Blend blend) {
    this.model = model;
    this.blend = blend;
    network = model.newPredictor(new SequenceTranslator());
  }

  /**
   * @throws ModelPackageException where the SavedModel or the counts cannot be opened
   */
  public static PackageScorer load(ModelPackage modelPackage) {
    Blend blend = CountsFiles.read(modelPackage);
    Model model = Model.newInstance(modelPackage.manifest().version(), Device.cpu(), "TensorFlow");
    try {
      model.load(
          modelPackage.folder().resolve(ModelPackage.SAVED_MODEL),
          null,
          Map.of("Tags", "serve", "SignatureDefKey", "serving_default"));
      return new PackageScorer(model, blend);
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new ModelPackageException(
          "model " + modelPackage.manifest().version() + ": its SavedModel cannot be opened", e);
    }
  }

  @Override
  public Answer score(EncodedSequence sequence) {
    try {
      return blend.answer(network.predict(sequence), sequence);
    } catch (TranslateException e) {
      throw new IllegalStateException("the model could not score an encoded sequence", e);
    }
  }

  @Override
  public void close() {
    network.close();
    model.close();
  }

  /** Feeds one sequence as a batch of one; the names are those of the signature. */
  private static final class SequenceTranslator
      implements NoBatchifyTranslator<EncodedSequence, Learnt> {

    @Override
    public NDList processInput(TranslatorContext context, EncodedSequence sequence) {
      NDManager manager = context.getNDManager();
      Shape row = new Shape(1, sequence.length());
      NDList inputs =
          new NDList(
              named("older", manager.create(sequence.older())),
              named("ages", manager.create(sequence.ages(), row)),
              named("lengths", manager.create(new int[] {sequence.recent()})));
      for (Input input : Input.SLOTS) {
        inputs.add(named(input.signature(), manager.create(sequence.of(input), row)));
      }
      for (Input input : Input.REQUESTS) {
        inputs.add(named(input.signature(), manager.create(sequence.of(input))));
      }
      return inputs;
    }

    @Override
    public Learnt processOutput(TranslatorContext context, NDList output) {
      return Learnt.ofRows(
              output.get("logProbabilities").toFloatArray(),
              output.get("interest").toFloatArray(),
              output.get("popular").toFloatArray())
          .get(0);
    }

    private static NDArray named(String name, NDArray array) {
      array.setName(name);
      return array;
    }
  }
}
