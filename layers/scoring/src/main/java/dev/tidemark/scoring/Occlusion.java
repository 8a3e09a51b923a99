package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds why items are answered, by asking again as if the user had done nothing with one item of
 * the history (occlusion, Zeiler and Fergus 2014), all of these questions in one batch. What lowers
 * an item's probability carried it. The smallest set without which it would not be answered is
 * looked for greedily, and what is given was scored. Items are vocabulary indices, from 1 on.
 */
public record Occlusion(SequenceEncoder encoder, Scorer scorer) {
  /** Items of the history that are left out together. */
  public static final int MOST_WITHOUT = 4;

  /** The newest items of the history that are left out, each once; older ones carry little. */
  private static final int MOST_OCCLUDED = 20;

  /** What takes away less than this share of a probability did not carry it. */
  private static final double LEAST_SHARE = 0.02;

  /**
   * What was asked and answered.
   *
   * @param known the history as the model sees it
   * @param now when it was asked, epoch milliseconds
   * @param blocked items that may not be answered, by vocabulary index - 1
   * @param count items that are answered
   */
  @SuppressWarnings("ArrayRecordComponent") // scratch of one request, never compared
  public record Question(History known, long now, Answer answer, boolean[] blocked, int count) {

    /** Whether an item is among those that another answer would show. */
    boolean isAnswered(Answer other, int item) {
      double score = other.probabilities()[item - 1];
      int better = 0;
      for (int i = 0; i < blocked.length && better < count; i++) {
        double rival = other.probabilities()[i];
        better += !blocked[i] && (rival > score || (rival == score && i < item - 1)) ? 1 : 0;
      }
      return better < count;
    }
  }

  /**
   * Why an item is answered.
   *
   * @param carriers items of the history, that first which matters most
   * @param without the smallest set of the first carriers without which it is not answered; empty =
   *     there are no such few
   */
  public record Reason(List<Integer> carriers, List<Integer> without) {}

  /** What an item lacks where the user had done nothing with another one. */
  private record Drop(int occluded, double share) {}

  /** The reason of each item. */
  public Map<Integer, Reason> reasons(Collection<Integer> items, Question question) {
    Map<Integer, Answer> without = without(occluded(question.known(), items), question);
    Map<Integer, List<Integer>> carriers = new LinkedHashMap<>();
    for (int item : items) {
      carriers.put(item, carriers(item, question.answer(), without));
    }
    Map<Integer, List<Integer>> missing = missing(carriers, without, question);
    Map<Integer, Reason> reasons = new LinkedHashMap<>();
    carriers.forEach(
        (item, own) -> reasons.put(item, new Reason(own, missing.getOrDefault(item, List.of()))));
    return reasons;
  }

  /**
   * The newest items of the history, newest first, and those that are answered, whose habit may be
   * an old one.
   */
  private static Set<Integer> occluded(History known, Collection<Integer> answered) {
    Set<Integer> own = new HashSet<>(answered);
    Set<Integer> occluded = new LinkedHashSet<>();
    for (int i = known.size() - 1; i >= 0; i--) {
      if (occluded.size() < MOST_OCCLUDED || own.contains(known.item(i))) {
        occluded.add(known.item(i));
      }
    }
    return occluded;
  }

  private List<Answer> scored(Question question, List<Set<Integer>> occluded) {
    List<EncodedSequence> sequences = new ArrayList<>(occluded.size());
    for (Set<Integer> items : occluded) {
      sequences.add(encoder.encode(question.known().without(items), question.now()));
    }
    return sequences.isEmpty() ? List.of() : scorer.score(sequences);
  }

  private Map<Integer, Answer> without(Set<Integer> occluded, Question question) {
    List<Answer> answers = scored(question, occluded.stream().map(Set::of).toList());
    Map<Integer, Answer> without = new LinkedHashMap<>();
    occluded.forEach(item -> without.put(item, answers.get(without.size())));
    return without;
  }

  /** What carried an item, that first which matters most. */
  private static List<Integer> carriers(int item, Answer full, Map<Integer, Answer> without) {
    List<Drop> drops = new ArrayList<>();
    without.forEach(
        (occluded, answer) -> {
          double share = 1 - answer.probabilities()[item - 1] / full.probabilities()[item - 1];
          if (share >= LEAST_SHARE) {
            drops.add(new Drop(occluded, share));
          }
        });
    drops.sort(Comparator.comparingDouble(Drop::share).reversed());
    return drops.stream().map(Drop::occluded).toList();
  }

  /** For each item the first of its carriers without which it is not answered; none = too many. */
  private Map<Integer, List<Integer>> missing(
      Map<Integer, List<Integer>> carriers, Map<Integer, Answer> without, Question question) {
    Map<Integer, List<Integer>> missing = new LinkedHashMap<>();
    Set<Integer> open = new LinkedHashSet<>(carriers.keySet());
    for (int size = 1; size <= MOST_WITHOUT; size++) {
      int most = size;
      open.removeIf(item -> carriers.get(item).size() < most);
      List<Integer> asked = List.copyOf(open);
      List<List<Integer>> sets =
          asked.stream().map(item -> carriers.get(item).subList(0, most)).toList();
      List<Answer> answers =
          size == 1
              ? sets.stream().map(set -> without.get(set.get(0))).toList()
              : scored(question, sets.stream().map(Set::copyOf).toList());
      for (int i = 0; i < answers.size(); i++) {
        int item = asked.get(i);
        if (!question.isAnswered(answers.get(i), item)) {
          missing.put(item, sets.get(i));
          open.remove(item);
        }
      }
    }
    return missing;
  }
}
