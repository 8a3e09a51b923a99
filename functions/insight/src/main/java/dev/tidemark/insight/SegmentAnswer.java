package dev.tidemark.insight;

import dev.tidemark.propensity.Person;
import dev.tidemark.propensity.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** The likeliest of those who are looked for; no more of them than wanted are in memory. */
final class SegmentAnswer {
  private static final Comparator<Found> BEST_FIRST =
      Comparator.comparingDouble(Found::probability)
          .reversed()
          .thenComparing(found -> found.person().userKey());

  private final SegmentRequest asked;
  private final PriorityQueue<Found> best = new PriorityQueue<>(BEST_FIRST.reversed());
  private int matching;

  private record Found(Person person, double probability) {}

  SegmentAnswer(SegmentRequest asked) {
    this.asked = asked;
  }

  Map<String, Object> of(People people) throws IOException {
    Optional<People.Written> written = people.newest();
    if (written.isPresent()) {
      for (String part : written.get().parts()) {
        people.read(part, this::offer);
      }
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("modelVersion", written.map(People.Written::modelVersion).orElse("none"));
    written.ifPresent(it -> answer.put("asOf", it.time()));
    answer.put("window", asked.window());
    asked
        .segment()
        .ifPresent(
            it -> {
              answer.put("name", it.toString());
              answer.put("rule", it.rule());
            });
    if (!asked.item().isEmpty()) {
      answer.put("item", asked.item());
    }
    if (!asked.category().isEmpty()) {
      answer.put("category", asked.category());
    }
    answer.put("matching", matching);
    answer.put("people", best.stream().sorted(BEST_FIRST).map(SegmentAnswer::json).toList());
    answer.put("rules", rules());
    return answer;
  }

  private void offer(Person person) {
    asked
        .score(person)
        .ifPresent(
            score -> {
              matching++;
              best.add(new Found(person, score));
              if (best.size() > asked.size()) {
                best.remove();
              }
            });
  }

  private static Map<String, Object> json(Found found) {
    Person person = found.person();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("userKey", person.userKey());
    json.put("probability", found.probability());
    json.put("orders", person.orders());
    if (!Double.isNaN(person.revenue())) {
      json.put("revenue", person.revenue());
    }
    json.put("segments", person.segments());
    List<String> categories = new ArrayList<>();
    person.categories().forEach(it -> categories.add(it.name()));
    json.put("categories", categories);
    return json;
  }

  private static Map<String, String> rules() {
    Map<String, String> rules = new LinkedHashMap<>();
    for (Segment segment : Segment.values()) {
      rules.put(segment.toString(), segment.rule());
    }
    return rules;
  }
}
