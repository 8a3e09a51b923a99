package dev.tidemark.recommendation;

import dev.tidemark.domain.Item;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.Moment;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.recommendation.answer.Because;
import dev.tidemark.recommendation.answer.Because.Cause;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.select.CatalogueReader;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Carrier;
import dev.tidemark.scoring.Scorer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds why items are answered, by asking again as if the user had done nothing with one item of
 * the history (occlusion, Zeiler and Fergus 2014), all of these questions in one batch. What lowers
 * an item's probability carried it. The smallest set without which it would not be answered is
 * looked for greedily, and what is given was scored.
 */
record Explainer(SequenceEncoder encoder, Scorer scorer) {
  /** The newest items of the history that are left out, each once; older ones carry little. */
  private static final int MOST_OCCLUDED = 20;

  /** Events that are named. */
  private static final int MOST_NAMED = 3;

  /** Items of the history that are left out together. */
  private static final int MOST_WITHOUT = 4;

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
  record Question(History known, Moment moment, Answer answer, boolean[] blocked, int count) {
    boolean isAnswered(Answer other, int item) {
      double score = other.probabilities()[item];
      int better = 0;
      for (int i = 0; i < blocked.length && better < count; i++) {
        double rival = other.probabilities()[i];
        better += !blocked[i] && (rival > score || (rival == score && i < item)) ? 1 : 0;
      }
      return better < count;
    }
  }

  /** What an item lacks where the user had done nothing with another one. */
  private record Drop(int occluded, double share) {}

  /** The items with their reasons; {@code catalogue} has titles of the history's items. */
  List<RecommendedItem> explain(
      List<RecommendedItem> items, Question question, CatalogueReader catalogue) {
    Map<Integer, Long> newest = newest(question.known(), items);
    Map<Integer, Answer> without = without(newest.keySet(), question);
    List<List<Drop>> drops = new ArrayList<>();
    for (RecommendedItem item : items) {
      OptionalInt index = encoder.vocabulary().indexOf(item.itemId());
      drops.add(
          index.isPresent() ? drops(index.getAsInt() - 1, question.answer(), without) : List.of());
    }
    List<List<Integer>> missing = missing(items, drops, without, question);
    Map<String, String> titles = titles(drops, catalogue);
    List<RecommendedItem> explained = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      RecommendedItem item = items.get(i);
      explained.add(
          item.because(because(item, drops.get(i), missing.get(i), question, newest, titles)));
    }
    return explained;
  }

  /**
   * When the user last did something with the newest items of the history, newest first, and with
   * those that are answered, whose habit may be an old one.
   */
  private Map<Integer, Long> newest(History known, List<RecommendedItem> answered) {
    Set<Integer> own = new HashSet<>();
    for (RecommendedItem item : answered) {
      encoder.vocabulary().indexOf(item.itemId()).ifPresent(own::add);
    }
    Map<Integer, Long> newest = new LinkedHashMap<>();
    for (int i = known.size() - 1; i >= 0; i--) {
      if (newest.size() < MOST_OCCLUDED || own.contains(known.item(i))) {
        newest.putIfAbsent(known.item(i), known.millis(i));
      }
    }
    return newest;
  }

  private List<Answer> scored(Question question, List<Set<Integer>> occluded) {
    List<EncodedSequence> sequences = new ArrayList<>(occluded.size());
    for (Set<Integer> items : occluded) {
      sequences.add(encoder.encode(question.known().without(items), question.moment()));
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
  private static List<Drop> drops(int item, Answer full, Map<Integer, Answer> without) {
    List<Drop> drops = new ArrayList<>();
    without.forEach(
        (occluded, answer) -> {
          double share = 1 - answer.probabilities()[item] / full.probabilities()[item];
          if (share >= LEAST_SHARE) {
            drops.add(new Drop(occluded, share));
          }
        });
    drops.sort(Comparator.comparingDouble(Drop::share).reversed());
    return drops;
  }

  /** For each item the first of its carriers without which it is not answered; none = too many. */
  private List<List<Integer>> missing(
      List<RecommendedItem> items,
      List<List<Drop>> drops,
      Map<Integer, Answer> without,
      Question question) {
    List<List<Integer>> missing = new ArrayList<>();
    items.forEach(item -> missing.add(List.of()));
    Set<Integer> open = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      if (!drops.get(i).isEmpty()) {
        open.add(i);
      }
    }
    for (int size = 1; size <= MOST_WITHOUT && !open.isEmpty(); size++) {
      int most = size;
      open.removeIf(i -> drops.get(i).size() < most);
      List<Integer> asked = List.copyOf(open);
      List<List<Integer>> sets = new ArrayList<>();
      for (int i : asked) {
        sets.add(drops.get(i).subList(0, size).stream().map(Drop::occluded).toList());
      }
      List<Answer> answers =
          size == 1
              ? sets.stream().map(set -> without.get(set.get(0))).toList()
              : scored(question, sets.stream().map(Set::copyOf).toList());
      for (int i = 0; i < answers.size(); i++) {
        int item = encoder.vocabulary().indexOf(items.get(asked.get(i)).itemId()).getAsInt() - 1;
        if (!question.isAnswered(answers.get(i), item)) {
          missing.set(asked.get(i), sets.get(i));
          open.remove(asked.get(i));
        }
      }
    }
    return missing;
  }

  private Map<String, String> titles(List<List<Drop>> drops, CatalogueReader catalogue) {
    Set<String> ids = new HashSet<>();
    for (List<Drop> of : drops) {
      of.stream().limit(MOST_NAMED).forEach(drop -> ids.add(itemId(drop.occluded())));
    }
    Map<String, String> titles = new HashMap<>();
    ids.forEach(id -> titles.put(id, id));
    for (Item item : ids.isEmpty() ? List.<Item>of() : catalogue.find(ids).values()) {
      if (!item.title().isBlank()) {
        titles.put(item.itemId(), item.title());
      }
    }
    return titles;
  }

  private Because because(
      RecommendedItem item,
      List<Drop> drops,
      List<Integer> missing,
      Question question,
      Map<Integer, Long> newest,
      Map<String, String> titles) {
    OptionalInt index = encoder.vocabulary().indexOf(item.itemId());
    if (index.isEmpty()) {
      return Because.NEW;
    }
    List<Cause> events = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Drop drop : drops.subList(0, Math.min(drops.size(), MOST_NAMED))) {
      String id = itemId(drop.occluded());
      String time = Instant.ofEpochMilli(newest.get(drop.occluded())).toString();
      events.add(new Cause(id, time));
      if (!id.equals(item.itemId())) {
        names.add(titles.get(id));
      }
    }
    Carrier carrier = question.answer().carrier(index.getAsInt() - 1);
    return new Because(
        Sentence.part(carrier),
        events,
        Sentence.of(carrier, names, names.size() < events.size()),
        missing.stream().map(this::itemId).toList());
  }

  private String itemId(int index) {
    return encoder.vocabulary().entry(index).itemId();
  }
}
