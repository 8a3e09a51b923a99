package dev.tidemark.lab.explain;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Occlusion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An answer whose first item is to be explained. What an explanation names is an item of the
 * history, with all that the shopper did with it.
 *
 * @param question that was asked, with the history as far as the model looks at it
 * @param item the first one of the answer, a vocabulary index
 * @param items those of the history, newest first, each once
 */
record Explained(Occlusion.Question question, int item, List<Integer> items) {

  /**
   * @param item the first one of the answer, a vocabulary index
   */
  static Explained of(Occlusion.Question question, int item) {
    History known = question.known();
    Set<Integer> items = new LinkedHashSet<>();
    for (int i = known.size() - 1; i >= 0; i--) {
      items.add(known.item(i));
    }
    return new Explained(question, item, List.copyOf(items));
  }

  double probability() {
    return probability(question.answer());
  }

  double probability(Answer other) {
    return other.probabilities()[item - 1];
  }

  /** Place of the item in another answer among all that may be answered, from 1 on. */
  int rank(Answer other) {
    return question.rank(other.probabilities(), item);
  }

  /** What would be asked had the shopper done nothing with some items. */
  EncodedSequence without(SequenceEncoder encoder, Set<Integer> others) {
    return encoder.encode(question.known().without(others), question.moment());
  }

  /** What would be asked had the shopper done nothing but with some items. */
  EncodedSequence with(SequenceEncoder encoder, Set<Integer> only) {
    Set<Integer> others = new LinkedHashSet<>(items);
    others.removeAll(only);
    return without(encoder, others);
  }
}
