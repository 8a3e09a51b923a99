package dev.tidemark.lab.explain;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.SequenceEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * Another way than what is served to say which items of a history an answer rests on: those with
 * the greatest figure.
 */
record Rival(String name, Figures figures) {
  /** A figure of each item of a history, by vocabulary index. */
  @FunctionalInterface
  interface Figures {
    IntToDoubleFunction of(Explained explained);
  }

  /**
   * @param seed of the random order
   */
  static List<Rival> all(GraphScorer scorer, SequenceEncoder encoder, long seed) {
    Random random = new Random(seed);
    return List.of(
        new Rival("random", explained -> item -> random.nextDouble()),
        new Rival("recency", explained -> item -> -explained.items().indexOf(item)),
        new Rival("cosine", new Cosine(scorer.items())::to),
        new Rival("attention", explained -> attention(explained, encoder, scorer)));
  }

  private static IntToDoubleFunction attention(
      Explained explained, SequenceEncoder encoder, GraphScorer scorer) {
    EncodedSequence sequence =
        encoder.encode(explained.question().known(), explained.question().moment());
    double[] looks = scorer.attention(sequence);
    return item -> {
      double sum = 0;
      for (int slot = 0; slot < looks.length; slot++) {
        sum += sequence.items()[slot] == item ? looks[slot] : 0;
      }
      return sum;
    };
  }

  /** All items of the history, the greatest figure first; where they are equal, the newest item. */
  List<Integer> order(Explained explained) {
    IntToDoubleFunction figure = figures.of(explained);
    double[] byPlace = explained.items().stream().mapToDouble(figure::applyAsDouble).toArray();
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < byPlace.length; place++) {
      places.add(place);
    }
    places.sort(Collections.reverseOrder(Comparator.comparingDouble(place -> byPlace[place])));
    return places.stream().map(explained.items()::get).toList();
  }
}
