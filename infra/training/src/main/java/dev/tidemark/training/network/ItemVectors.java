package dev.tidemark.training.network;

import dev.tidemark.features.ItemFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The vector of every item: that of its id, plus the mean of its categories' vectors, plus the sum
 * of its title words' vectors divided by the square root of their number, so that long titles weigh
 * no more and no less than short ones, plus that of its price band, plus its content vector times a
 * matrix. The same vectors are read at the input and compared with at the output.
 */
final class ItemVectors {
  static final String IDS = "item_ids";
  static final String CATEGORIES = "categories";
  static final String WORDS = "title_words";
  static final String PRICES = "prices";
  static final String CONTENT = "content";

  private final Ops tf;
  private final Variables weights;
  private final Map<String, SparseRows> features = new LinkedHashMap<>();
  private final Optional<ContentRows> content;

  ItemVectors(Ops tf, Variables weights, ItemFeatures known, int items) {
    this.tf = tf;
    this.weights = weights;
    if (known.categoryCount() > 0) {
      features.put(
          CATEGORIES,
          SparseRows.of(
              tf,
              items,
              known.categoryCount(),
              item -> columns(known.categories(item)),
              n -> 1.0 / n));
    }
    if (known.wordCount() > 0) {
      features.put(
          WORDS,
          SparseRows.of(
              tf,
              items,
              known.wordCount(),
              item -> columns(known.words(item)),
              n -> 1 / Math.sqrt(n)));
    }
    features.put(
        PRICES,
        SparseRows.of(
            tf,
            items,
            ItemFeatures.PRICE_BANDS,
            item -> new int[] {known.priceBand(item)},
            n -> 1));
    content =
        known.contentLength() > 0
            ? Optional.of(new ContentRows(tf, known, items))
            : Optional.empty();
  }

  /** Gives the session what is known of items and not trained, before it runs anything. */
  void load(Session session) {
    content.ifPresent(rows -> rows.load(session));
  }

  /** Indices count from 1 on. */
  private static int[] columns(int[] indices) {
    return Arrays.stream(indices).map(index -> index - 1).toArray();
  }

  /**
   * [items, dimension]; the item of vocabulary index {@code i} is row {@code i - 1}.
   *
   * @param idDropout what to do to the vectors of the ids
   */
  Operand<TFloat32> table(UnaryOperator<Operand<TFloat32>> idDropout) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    parts.add(idDropout.apply(weights.get(IDS)));
    features.forEach((name, rows) -> parts.add(rows.times(tf, weights.get(name))));
    content.ifPresent(rows -> parts.add(rows.times(tf, weights.get(CONTENT))));
    return tf.math.addN(parts);
  }

  /**
   * Gradients by the weights of all but the ids, which are what dropout makes of them.
   *
   * @param gradient by the table, [items, dimension]
   */
  Map<String, Operand<TFloat32>> featureGradients(Operand<TFloat32> gradient) {
    Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
    features.forEach((name, rows) -> gradients.put(name, rows.backward(tf, gradient)));
    content.ifPresent(rows -> gradients.put(CONTENT, rows.backward(tf, gradient)));
    return gradients;
  }
}
