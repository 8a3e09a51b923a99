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
import java.util.Optional;

/**
 * Answers as a model package says: its SavedModel, run in DJL's TensorFlow engine, and what was
 * counted blended in. Owns the native session; for one thread at a time, as a Lambda function is.
 */
public final class PackageScorer implements Scorer {
  private final Model model;
  private final Predictor<SequenceBatch, NetworkOutput> network;
  private final ItemTable items;
  private final Optional<FeatureTables> features;
  private final Mixture mixture;
  private final Blend blend;

  private PackageScorer(
      Model model, ItemTable items, Optional<FeatureTables> features, Blend blend) {
    this.model = model;
    this.items = items;
    this.features = features;
    this.blend = blend;
    Counts counts = blend.counts();
    mixture = new Mixture(items, counts.demand().recent(), counts.onlyNew());
    network = model.newPredictor(new SequenceTranslator(model.getNDManager(), items));
  }

  /**
   * @throws ModelPackageException where the SavedModel, the items, their features or the counts
   *     cannot be opened
   */
  public static PackageScorer load(ModelPackage modelPackage) {
    Blend blend = CountsFiles.read(modelPackage);
    ItemTable items = ItemsFile.read(modelPackage);
    Optional<FeatureTables> features = FeaturesFile.read(modelPackage, items.dimension());
    Model model = Model.newInstance(modelPackage.manifest().version(), Device.cpu(), "TensorFlow");
    try {
      model.load(
          modelPackage.folder().resolve(ModelPackage.SAVED_MODEL),
          null,
          Map.of("Tags", "serve", "SignatureDefKey", "serving_default"));
      return new PackageScorer(model, items, features, blend);
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new ModelPackageException(
          "model " + modelPackage.manifest().version() + ": its SavedModel cannot be opened", e);
    }
  }

  @Override
  public List<Answer> score(List<EncodedSequence> sequences) {
    return score(sequences, mixture, blend);
  }

  @Override
  public Optional<FeatureTables> features() {
    return features;
  }

  @Override
  public Scorer with(List<float[]> vectors) {
    int more = vectors.size();
    Unseen unseen = features.orElseThrow().unseen().each(more);
    Mixture mixed = mixture.with(new AddedItems(items, vectors, unseen.bias()), unseen.recent());
    Blend blended = new Blend(blend.shares(), blend.counts().with(more, unseen));
    return new Scorer() {
      @Override
      public List<Answer> score(List<EncodedSequence> sequences) {
        return PackageScorer.this.score(sequences, mixed, blended);
      }

      @Override
      public void close() {}
    };
  }

  private List<Answer> score(List<EncodedSequence> sequences, Mixture mixed, Blend blended) {
    try {
      SequenceBatch batch = SequenceBatch.of(sequences);
      List<Learnt> learnt = mixed.of(network.predict(batch), batch);
      List<Answer> answers = new ArrayList<>(learnt.size());
      for (int i = 0; i < learnt.size(); i++) {
        answers.add(blended.answer(learnt.get(i), sequences.get(i)));
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

  /** Feeds a batch; the names are those of the signature. What is said of items stays there. */
  private static final class SequenceTranslator
      implements NoBatchifyTranslator<SequenceBatch, NetworkOutput> {
    private final ItemTable items;
    private final NDList ofItems;
    private final FeedMemory memory = new FeedMemory();

    /**
     * @param manager of what is fed with every batch
     */
    SequenceTranslator(NDManager manager, ItemTable items) {
      this.items = items;
      Shape compared = new Shape(items.width(), items.items());
      ofItems =
          new NDList(
              named(
                  "rotation",
                  manager.create(items.rotation(), new Shape(items.dimension(), items.width()))),
              named("columns", manager.create(items.columns(), compared)),
              named("biases", manager.create(items.biases())));
    }

    @Override
    public NDList processInput(TranslatorContext context, SequenceBatch batch) {
      NDManager manager = context.getNDManager();
      Shape rows = new Shape(batch.rows());
      Shape slots = new Shape(batch.rows(), batch.columns());
      Shape vectors = new Shape(batch.rows(), batch.columns(), items.dimension());
      NDList inputs =
          new NDList(
              named(
                  "vectors",
                  memory.floats(
                      manager,
                      vectors,
                      values -> items.read(values, batch.values().get(Input.ITEMS)))),
              named("older", memory.ints(manager, new Shape(), batch.older())),
              named("ages", memory.ints(manager, slots, batch.ages())),
              named("lengths", memory.ints(manager, rows, batch.lengths())));
      inputs.addAll(ofItems);
      for (Input input : Input.EMBEDDED) {
        inputs.add(ints(manager, slots, input, batch));
      }
      for (Input input : Input.REQUESTS) {
        inputs.add(ints(manager, rows, input, batch));
      }
      return inputs;
    }

    private NDArray ints(NDManager manager, Shape shape, Input input, SequenceBatch batch) {
      return named(input.signature(), memory.ints(manager, shape, batch.values().get(input)));
    }

    @Override
    public NetworkOutput processOutput(TranslatorContext context, NDList output) {
      return new NetworkOutput(
          output.get("softmax").toFloatArray(),
          output.get("queries").toFloatArray(),
          output.get("components").toFloatArray(),
          output.get("repeats").toFloatArray(),
          output.get("longTerm").toFloatArray());
    }

    private static NDArray named(String name, NDArray array) {
      array.setName(name);
      return array;
    }
  }
}
