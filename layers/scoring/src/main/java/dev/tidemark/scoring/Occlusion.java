package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.Moment;
import dev.tidemark.features.SequenceEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds why items are answered, by asking again as if the user had done nothing with one item of
 * the history (occlusion, Zeiler and Fergus 2014), all of these questions in one batch. What lowers
 * an item's probability carried it. A small set without which it would not be answered is looked
 * for among its first carriers; what is given was scored. Nearly all the time goes into the
 * questions, so there are few of them. Items are vocabulary indices, from 1 on.
 */
public record Occlusion(SequenceEncoder encoder, Scorer scorer) {
  /** Items of the history that are left out together. */
  public static final int MOST_WITHOUT = 4;

  /** Items of the history that are left out each by itself; older ones carry little. */
  private static final int MOST_OCCLUDED = 10;

  /** Those of them that are answered, too, whose habit may be an old one. */
  private static final int MOST_OWN = 5;

  /** Sets that are left out. */
  private static final int MOST_SETS = 4;

  /** What takes away less than this share of a probability did not carry it. */
  private static final double LEAST_SHARE = 0.02;

  /**
   * What was asked and answered.
   *
   * @param known the history as the model sees it
   * @param blocked items that may not be answered, by vocabulary index - 1
   * @param count items that are answered
   */
  @SuppressWarnings("ArrayRecordComponent") // scratch of one request, never compared
  public record Question(
      History known, Moment moment, Answer answer, boolean[] blocked, int count) {

    /** Whether an item is among those that would be shown with other probabilities. */
    boolean isAnswered(double[] probabilities, int item) {
      return rank(probabilities, item, count + 1) <= count;
    }

    /** Place of an item among all that may be answered, from 1 on. */
    public int rank(double[] probabilities, int item) {
      return rank(probabilities, item, Integer.MAX_VALUE);
    }

    private int rank(double[] probabilities, int item, int most) {
      double score = probabilities[item - 1];
      int rank = 1;
      for (int i = 0; i < blocked.length && rank < most; i++) {
        double rival = probabilities[i];
        rank += !blocked[i] && (rival > score || (rival == score && i < item - 1)) ? 1 : 0;
      }
      return rank;
    }
  }

  /**
   * Why an item is answered.
   *
   * @param carriers items of the history, that first which matters most
   * @param without some of the first carriers, without all of which it is not answered; empty = no
   *     such few were found
   */
  public record Reason(List<Integer> carriers, List<Integer> without) {}

  /** What an item lacks where the user had done nothing with another one. */
  private record Drop(int occluded, double share) {}

  /** The reason of each item, of the items in the order in which they are answered. */
  public Map<Integer, Reason> reasons(List<Integer> items, Question question) {
    Map<Set<Integer>, Answer> without =
        scored(question, occluded(question.known(), items).stream().map(Set::of).toList());
    Map<Integer, List<Integer>> carriers = new LinkedHashMap<>();
    for (int item : items) {
      carriers.put(item, carriers(item, question.answer(), without));
    }
    Map<Integer, List<List<Integer>>> tried = new LinkedHashMap<>();
    carriers.forEach((item, own) -> tried.put(item, promising(item, own, question, without)));
    without.putAll(scored(question, chosen(tried.values(), without.keySet())));
    Map<Integer, Reason> reasons = new LinkedHashMap<>();
    carriers.forEach(
        (item, own) ->
            reasons.put(item, new Reason(own, missing(item, tried.get(item), question, without))));
    return reasons;
  }

  /** The first answered items that are in the history, and the newest of the history. */
  private static Set<Integer> occluded(History known, List<Integer> answered) {
    Set<Integer> newest = new LinkedHashSet<>();
    for (int i = known.size() - 1; i >= 0; i--) {
      newest.add(known.item(i));
    }
    Set<Integer> occluded = new LinkedHashSet<>();
    answered.stream().filter(newest::contains).limit(MOST_OWN).forEach(occluded::add);
    for (int item : newest) {
      if (occluded.size() < MOST_OCCLUDED) {
        occluded.add(item);
      }
    }
    return occluded;
  }

  private Map<Set<Integer>, Answer> scored(Question question, List<Set<Integer>> occluded) {
    Map<Set<Integer>, Answer> scored = new LinkedHashMap<>();
    if (!occluded.isEmpty()) {
      List<EncodedSequence> sequences = new ArrayList<>(occluded.size());
      for (Set<Integer> items : occluded) {
        sequences.add(encoder.encode(question.known().without(items), question.moment()));
      }
      List<Answer> answers = scorer.score(sequences);
      occluded.forEach(items -> scored.put(items, answers.get(scored.size())));
    }
    return scored;
  }

  /** What carried an item, that first which matters most. */
  private static List<Integer> carriers(int item, Answer full, Map<Set<Integer>, Answer> without) {
    List<Drop> drops = new ArrayList<>();
    without.forEach(
        (occluded, answer) -> {
          double share = 1 - answer.probabilities()[item - 1] / full.probabilities()[item - 1];
          drops.add(new Drop(occluded.iterator().next(), share));
        });
    if (!without.containsKey(Set.of(item))) {
      drops.add(new Drop(item, full.habitShare(item - 1)));
    }
    return drops.stream()
        .filter(drop -> drop.share() >= LEAST_SHARE)
        .sorted(Comparator.comparingDouble(Drop::share).reversed())
        .map(Drop::occluded)
        .toList();
  }

  /**
   * Sets of an item's first carriers, in the order in which they are worth a question: those that
   * should suffice if each took its share of every probability, whatever else is left out, the
   * smallest first; then the others, the greatest first.
   */
  private static List<List<Integer>> promising(
      int item, List<Integer> carriers, Question question, Map<Set<Integer>, Answer> without) {
    List<List<Integer>> expected = new ArrayList<>();
    List<List<Integer>> others = new ArrayList<>();
    double[] full = question.answer().probabilities();
    double[] left = full.clone();
    for (int size = 1; size <= Math.min(MOST_WITHOUT, carriers.size()); size++) {
      Answer one = without.get(Set.of(carriers.get(size - 1)));
      if (one == null) {
        break;
      }
      for (int i = 0; i < left.length; i++) {
        double rest = one.probabilities()[i];
        left[i] = full[i] == 0 ? Math.max(left[i], rest) : left[i] * rest / full[i];
      }
      if (question.isAnswered(left, item)) {
        others.add(0, carriers.subList(0, size));
      } else {
        expected.add(carriers.subList(0, size));
      }
    }
    expected.addAll(others);
    return expected;
  }

  /** The sets to ask about: the first of each item, then the next one of each. */
  private static List<Set<Integer>> chosen(
      Collection<List<List<Integer>>> sets, Set<Set<Integer>> known) {
    Set<Set<Integer>> chosen = new LinkedHashSet<>();
    for (int place = 0; place < MOST_WITHOUT; place++) {
      for (List<List<Integer>> own : sets) {
        Set<Integer> set = place < own.size() ? Set.copyOf(own.get(place)) : Set.of();
        if (!set.isEmpty() && !known.contains(set) && chosen.size() < MOST_SETS) {
          chosen.add(set);
        }
      }
    }
    return List.copyOf(chosen);
  }

  /** The smallest of these sets without which an item is not answered, as far as was asked. */
  private static List<Integer> missing(
      int item, List<List<Integer>> sets, Question question, Map<Set<Integer>, Answer> without) {
    return sets.stream()
        .filter(set -> without.containsKey(Set.copyOf(set)))
        .filter(set -> !question.isAnswered(without.get(Set.copyOf(set)).probabilities(), item))
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }
}
