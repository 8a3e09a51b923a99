package dev.tidemark.lab.explain;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Scorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks again without what a method names, and with that alone. */
record Perturbation(SequenceEncoder encoder, Scorer scorer) {
  /** Items that are named at most. */
  static final int MOST_NAMED = 4;

  private static final int TOGETHER = 32;

  /**
   * What the orders of several methods are worth, by the methods' names; of each the first items
   * count, and where one names fewer, that is all that goes.
   */
  Map<String, Faithfulness> of(Explained explained, Map<String, List<Integer>> orders) {
    Asked without = new Asked(others -> explained.without(encoder, others));
    Asked with = new Asked(only -> explained.with(encoder, only));
    for (List<Integer> order : orders.values()) {
      for (int named = 0; named <= MOST_NAMED; named++) {
        without.add(first(order, named));
        with.add(first(order, named));
      }
    }
    Map<Set<Integer>, Answer> removed = without.answers(scorer);
    Map<Set<Integer>, Answer> inserted = with.answers(scorer);
    Map<String, Faithfulness> worth = new LinkedHashMap<>();
    orders.forEach((name, order) -> worth.put(name, of(explained, order, removed, inserted)));
    return worth;
  }

  private static Faithfulness of(
      Explained explained,
      List<Integer> order,
      Map<Set<Integer>, Answer> removed,
      Map<Set<Integer>, Answer> inserted) {
    double[] without = new double[MOST_NAMED + 1];
    double[] with = new double[MOST_NAMED + 1];
    int[] ranks = new int[MOST_NAMED + 1];
    for (int named = 0; named <= MOST_NAMED; named++) {
      Answer answer = removed.get(first(order, named));
      without[named] = explained.probability(answer) / explained.probability();
      with[named] =
          explained.probability(inserted.get(first(order, named))) / explained.probability();
      ranks[named] = explained.rank(answer);
    }
    return new Faithfulness(order.size(), without, with, ranks);
  }

  private static Set<Integer> first(List<Integer> order, int named) {
    return new LinkedHashSet<>(order.subList(0, Math.min(named, order.size())));
  }

  /** Each set of items is asked about once, however many methods name it. */
  private static final class Asked {
    /** Turns a set of items into a question. */
    @FunctionalInterface
    interface Encoding {
      EncodedSequence of(Set<Integer> items);
    }

    private final Encoding encoding;
    private final Set<Set<Integer>> sets = new LinkedHashSet<>();

    Asked(Encoding encoding) {
      this.encoding = encoding;
    }

    void add(Set<Integer> items) {
      sets.add(items);
    }

    Map<Set<Integer>, Answer> answers(Scorer scorer) {
      List<Set<Integer>> asked = new ArrayList<>(sets);
      Map<Set<Integer>, Answer> answers = new HashMap<>();
      for (int from = 0; from < asked.size(); from += TOGETHER) {
        List<Set<Integer>> together = asked.subList(from, Math.min(asked.size(), from + TOGETHER));
        List<Answer> scored = scorer.score(together.stream().map(encoding::of).toList());
        for (int i = 0; i < scored.size(); i++) {
          answers.put(together.get(i), scored.get(i));
        }
      }
      return answers;
    }
  }
}
