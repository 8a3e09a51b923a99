package dev.tidemark.training.network.items;

import dev.tidemark.features.ItemEncoder;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.scoring.FeatureTables;
import dev.tidemark.scoring.Unseen;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.Variables;
import dev.tidemark.training.network.WeightSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * The vector of every item: that of its id, plus the mean of its categories' vectors, plus that of
 * its price band, plus its content vector times a matrix. An item without an id's vector, be it
 * dropped in a step of training or never met, has its title words instead: the sum of their vectors
 * divided by the square root of their number, so that long titles weigh no more and no less than
 * short ones (as DropoutNet, Volkovs et al. 2017; words beside ids fit a small shop too closely,
 * infra/adr/007). The same vectors are read at the input and compared with at the output.
 */
public final class ItemVectors {
  public static final String IDS = "item_ids";
  static final String CATEGORIES = "categories";
  static final String WORDS = "title_words";
  static final String PRICES = "prices";
  static final String CONTENT = "content";

  /**
   * The content vectors of all items, [items, numbers], zeros where an item has none. They are fed
   * once into a variable that nothing trains, since constants of a graph may not exceed 2 GB.
   */
  private static final String CONTENT_VECTORS = "content_vectors";

  private final Tensors tf;
  private final Variables weights;
  private final ItemFeatures known;
  private final int items;
  private final Map<String, SparseRows> features = new LinkedHashMap<>();
  private final Variables fixed;
  private final Operand<TFloat32> ids;
  private final Operand<TFloat32> hasNoId;

  /**
   * @param idDropout what to do to the vectors of the ids
   */
  public ItemVectors(
      Tensors tf,
      Variables weights,
      ItemFeatures known,
      int items,
      UnaryOperator<Operand<TFloat32>> idDropout) {
    this.tf = tf;
    this.weights = weights;
    this.known = known;
    this.items = items;
    ids = idDropout.apply(weights.get(IDS));
    Operand<TFloat32> size =
        tf.ops().sum(tf.ops().math.abs(ids), tf.constant(1), Sum.keepDims(true));
    hasNoId = tf.stopGradient(tf.floats(tf.equal(size, tf.ops().constant(0f))));
    add(CATEGORIES, known.categoryCount(), item -> columns(known.categories(item)), n -> 1.0 / n);
    add(WORDS, known.wordCount(), item -> columns(known.words(item)), n -> 1 / Math.sqrt(n));
    add(PRICES, ItemFeatures.PRICE_BANDS, item -> new int[] {known.priceBand(item)}, n -> 1);
    fixed = new Variables(tf.ops());
    if (known.contentLength() > 0) {
      fixed.add(WeightSpec.filled(CONTENT_VECTORS, 0f, items, known.contentLength()));
    }
  }

  private void add(
      String name, int count, IntFunction<int[]> columnsOf, IntToDoubleFunction weighting) {
    if (count > 0) {
      features.put(name, SparseRows.of(tf, items, count, columnsOf, weighting));
    }
  }

  /** Serving gets them folded into one table. */
  public static List<WeightSpec> weights(NetworkShape shape) {
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(WeightSpec.table(IDS, shape.items(), shape.dimension()));
    if (shape.categories() > 0) {
      specs.add(WeightSpec.table(CATEGORIES, shape.categories(), shape.dimension()));
    }
    if (shape.words() > 0) {
      specs.add(WeightSpec.table(WORDS, shape.words(), shape.dimension()));
    }
    if (shape.content() > 0) {
      specs.add(WeightSpec.projection(CONTENT, shape.content(), shape.dimension()));
    }
    specs.add(WeightSpec.filled(PRICES, 0f, ItemFeatures.PRICE_BANDS, shape.dimension()));
    return specs;
  }

  /**
   * What was learnt of what describes items, for those that come after training.
   *
   * @param trained weights by name; what was left out in training has none
   */
  public static FeatureTables tables(
      ItemEncoder encoder, Map<String, float[]> trained, Unseen unseen) {
    float[] none = {};
    float[] prices = trained.get(PRICES);
    return new FeatureTables(
        encoder,
        prices.length / ItemFeatures.PRICE_BANDS,
        trained.getOrDefault(CATEGORIES, none),
        trained.getOrDefault(WORDS, none),
        prices,
        trained.getOrDefault(CONTENT, none),
        unseen);
  }

  /**
   * Gives the session the content vectors before it runs anything, each of the length {@code 1 /
   * sqrt(numbers)}: Adam moves every weight about alike, and thus a step moves an item by its
   * content about as far as by its id.
   */
  public void load(Session session) {
    int numbers = known.contentLength();
    if (numbers == 0) {
      return;
    }
    float scale = (float) (1 / Math.sqrt(numbers));
    float[] rows = new float[fixed.spec(CONTENT_VECTORS).size()];
    for (int row = 0; row < items; row++) {
      float[] own = known.content(row + 1);
      for (int i = 0; i < own.length; i++) {
        rows[row * numbers + i] = own[i] * scale;
      }
    }
    fixed.write(session, Map.of(CONTENT_VECTORS, rows));
  }

  /** Indices count from 1 on. */
  private static int[] columns(int[] indices) {
    return Arrays.stream(indices).map(index -> index - 1).toArray();
  }

  /** [items, dimension]; the item of vocabulary index {@code i} is row {@code i - 1}. */
  public Operand<TFloat32> table() {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    parts.add(ids);
    features.forEach((name, rows) -> parts.add(used(name, rows.times(tf, weights.get(name)))));
    if (known.contentLength() > 0) {
      parts.add(tf.matMul(fixed.get(CONTENT_VECTORS), weights.get(CONTENT)));
    }
    return tf.addN(parts);
  }

  /**
   * Gradients by the weights of all but the ids, which are what dropout makes of them.
   *
   * @param gradient by the table, [items, dimension]
   */
  public Map<String, Operand<TFloat32>> featureGradients(Operand<TFloat32> gradient) {
    Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
    features.forEach((name, rows) -> gradients.put(name, rows.backward(tf, used(name, gradient))));
    if (known.contentLength() > 0) {
      Operand<TFloat32> vectors = fixed.get(CONTENT_VECTORS);
      gradients.put(CONTENT, tf.ops().linalg.matMul(vectors, gradient, MatMul.transposeA(true)));
    }
    return gradients;
  }

  /** Rows of items that use the feature; zeros for the others. */
  private Operand<TFloat32> used(String feature, Operand<TFloat32> rows) {
    return feature.equals(WORDS) ? tf.mul(rows, hasNoId) : rows;
  }
}
