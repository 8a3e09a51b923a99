package dev.tidemark.recommendation;

import dev.tidemark.domain.Item;
import dev.tidemark.features.History;
import dev.tidemark.recommendation.answer.Because;
import dev.tidemark.recommendation.answer.Because.Cause;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.rank.KnownItems;
import dev.tidemark.recommendation.select.CatalogueReader;
import dev.tidemark.scoring.Carrier;
import dev.tidemark.scoring.Occlusion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Puts into words why items are answered, as {@link Occlusion} finds it. */
record Explainer(KnownItems ranked, Occlusion occlusion) {
  /** Events that are named. */
  private static final int MOST_NAMED = 4;

  /** The items with their reasons; {@code catalogue} has titles of the history's items. */
  List<RecommendedItem> explain(
      List<RecommendedItem> items, Occlusion.Question question, CatalogueReader catalogue) {
    List<Integer> known = new ArrayList<>();
    items.forEach(item -> ranked.indexOf(item.itemId()).ifPresent(known::add));
    Map<Integer, Occlusion.Reason> reasons = occlusion.reasons(known, question);
    Map<String, String> titles = titles(reasons.values(), catalogue);
    return items.stream().map(item -> because(item, reasons, question, titles)).toList();
  }

  private static List<Integer> named(Occlusion.Reason reason) {
    return reason.carriers().subList(0, Math.min(reason.carriers().size(), MOST_NAMED));
  }

  private Map<String, String> titles(
      Collection<Occlusion.Reason> reasons, CatalogueReader catalogue) {
    Set<String> ids = new HashSet<>();
    reasons.forEach(reason -> named(reason).forEach(item -> ids.add(itemId(item))));
    Map<String, String> titles = new HashMap<>();
    ids.forEach(id -> titles.put(id, id));
    for (Item item : ids.isEmpty() ? List.<Item>of() : catalogue.find(ids).values()) {
      if (!item.title().isBlank()) {
        titles.put(item.itemId(), item.title());
      }
    }
    return titles;
  }

  private RecommendedItem because(
      RecommendedItem item,
      Map<Integer, Occlusion.Reason> reasons,
      Occlusion.Question question,
      Map<String, String> titles) {
    OptionalInt index = ranked.indexOf(item.itemId());
    if (index.isEmpty()) {
      return item.because(Because.NEW);
    }
    Occlusion.Reason reason = reasons.get(index.getAsInt());
    List<Cause> events = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int carrier : named(reason)) {
      String id = itemId(carrier);
      events.add(new Cause(id, last(question.known(), carrier).toString()));
      if (!id.equals(item.itemId())) {
        names.add(titles.get(id));
      }
    }
    Carrier carrier = question.answer().carrier(index.getAsInt() - 1);
    return item.because(
        new Because(
            Sentence.part(carrier),
            events,
            Sentence.of(carrier, names, names.size() < events.size()),
            reason.without().stream().map(this::itemId).toList()));
  }

  /** When the user last did something with an item of the history. */
  private static Instant last(History known, int item) {
    int i = known.size() - 1;
    while (known.item(i) != item) {
      i--;
    }
    return Instant.ofEpochMilli(known.millis(i));
  }

  private String itemId(int index) {
    return ranked.itemId(index);
  }
}
