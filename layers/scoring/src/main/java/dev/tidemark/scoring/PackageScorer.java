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
import dev.tidemark.features.SequenceBatch;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers as a model package says: its SavedModel, run in DJL's TensorFlow engine, and what was
 * counted blended in. Owns the native session; for one thread at a time, as a Lambda function is.
 */
public final class PackageScorer implements Scorer {
  private final Model model;
  private final Predictor<SequenceBatch, List<Learnt>> network;
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
  public List<Answer> score(List<EncodedSequence> sequences) {
    try {
      List<Learnt> learnt = network.predict(SequenceBatch.of(sequences));
      List<Answer> answers = new ArrayList<>(learnt.size());
      for (int i = 0; i < learnt.size(); i++) {
        answers.add(blend.answer(learnt.get(i), sequences.get(i)));
      }
      return answers;
    } catch (TranslateException e) {
      throw new IllegalStateException("the model could not score encoded sequences", e);
    }
  }

  @Override
  public void close() {
    network.close();
    model.close();
  }

  /** Feeds a batch; the names are those of the signature. */
  private static final class SequenceTranslator
      implements NoBatchifyTranslator<SequenceBatch, List<Learnt>> {

    @Override
    public NDList processInput(TranslatorContext context, SequenceBatch batch) {
      NDManager manager = context.getNDManager();
      Shape slots = new Shape(batch.rows(), batch.columns());
      NDList inputs =
          new NDList(
              named("older", manager.create(batch.older())),
              named("ages", manager.create(batch.ages(), slots)),
              named("lengths", manager.create(batch.lengths())));
      for (Input input : Input.SLOTS) {
        inputs.add(named(input.signature(), manager.create(batch.values().get(input), slots)));
      }
      for (Input input : Input.REQUESTS) {
        inputs.add(named(input.signature(), manager.create(batch.values().get(input))));
      }
      return inputs;
    }

    @Override
    public List<Learnt> processOutput(TranslatorContext context, NDList output) {
      return Learnt.ofRows(
          output.get("logProbabilities").toFloatArray(),
          output.get("interest").toFloatArray(),
          output.get("popular").toFloatArray());
    }

    private static NDArray named(String name, NDArray array) {
      array.setName(name);
      return array;
    }
  }
}
