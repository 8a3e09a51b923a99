package dev.tidemark.insight;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.RecommendationId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures by name. */
final class Breakdown {
  /** More make an answer that nobody reads. */
  private static final int MOST = 100;

  private static final Comparator<Map.Entry<String, Figures>> LARGEST =
      Comparator.<Map.Entry<String, Figures>>comparingLong(it -> -it.getValue().impressions())
          .thenComparing(Map.Entry::getKey);

  private final Map<String, Figures> names = new HashMap<>();

  void add(String name, Credit credit) {
    names.computeIfAbsent(name, it -> new Figures()).add(credit);
  }

  /** Those with most impressions first; what is beyond the hundredth is one more of the others. */
  void write(ArrayNode json) {
    List<Map.Entry<String, Figures>> sorted = names.entrySet().stream().sorted(LARGEST).toList();
    Map<String, Figures> rest = new HashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      if (i < MOST) {
        write(sorted.get(i).getKey(), sorted.get(i).getValue(), json);
      } else {
        rest.computeIfAbsent(RecommendationId.OTHER, it -> new Figures())
            .add(sorted.get(i).getValue());
      }
    }
    rest.forEach((name, figures) -> write(name, figures, json));
  }

  private static void write(String name, Figures figures, ArrayNode json) {
    ObjectNode entry = json.addObject().put("name", name);
    figures.write(entry);
  }
}
