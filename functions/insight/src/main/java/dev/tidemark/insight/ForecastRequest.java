package dev.tidemark.insight;

import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Nearest;
import dev.tidemark.forecast.Question;
import dev.tidemark.forecast.ShopForecast;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads what is to be forecast. An empty parameter counts as one that is not given. */
record ForecastRequest(Map<String, String> query) {
  private static final String ITEM = "item";
  private static final String CATEGORY = "category";
  private static final String WEEKS = "weeks";
  private static final String LEAD_TIME = "leadTime";
  private static final String SERVICE_LEVEL = "serviceLevel";
  private static final String PROMOTION = "promotion";
  private static final List<String> KNOWN =
      List.of(CATEGORY, ITEM, LEAD_TIME, PROMOTION, SERVICE_LEVEL, WEEKS);

  /**
   * @throws InvalidFieldException naming the parameter that is wrong
   */
  Question question() {
    Nearest.refuseUnknown(query.keySet(), KNOWN);
    String item = text(ITEM);
    String category = text(CATEGORY);
    if (!item.isEmpty() && !category.isEmpty()) {
      throw new InvalidFieldException(CATEGORY, category, "give an item or a category, not both");
    }
    return Question.of(
        item,
        category,
        weeks(WEEKS, text(WEEKS), Question.WEEKS),
        weeks(LEAD_TIME, text(LEAD_TIME), Question.LEAD_TIME),
        serviceLevel(),
        promotion());
  }

  private String text(String name) {
    return query.getOrDefault(name, "").strip();
  }

  private static int weeks(String name, String text, int otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int weeks = Integer.parseInt(text);
      if (weeks >= 1 && weeks <= ShopForecast.LONGEST) {
        return weeks;
      }
    } catch (NumberFormatException e) { // no whole number
    }
    throw new InvalidFieldException(name, text, "give whole weeks, 1 to " + ShopForecast.LONGEST);
  }

  private double serviceLevel() {
    String text = text(SERVICE_LEVEL);
    if (text.isEmpty()) {
      return Question.SERVICE_LEVEL;
    }
    try {
      double level = Double.parseDouble(text);
      if (Question.isServiceLevel(level)) {
        return level;
      }
    } catch (NumberFormatException e) { // no number
    }
    throw new InvalidFieldException(
        SERVICE_LEVEL,
        text,
        "give the probability that the stock suffices, " + Question.SERVICE_LEVELS);
  }

  private Set<Integer> promotion() {
    Set<Integer> weeks = new TreeSet<>();
    for (String week : text(PROMOTION).split(",", -1)) {
      if (!week.isBlank()) {
        weeks.add(weeks(PROMOTION, week.strip(), 0));
      }
    }
    return weeks;
  }
}
