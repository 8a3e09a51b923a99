package dev.tidemark.insight;

import dev.tidemark.domain.CategoryPath;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Nearest;
import dev.tidemark.propensity.Person;
import dev.tidemark.propensity.Segment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which people are looked for.
 *
 * @param segment only those whom it holds
 * @param item only those who may take it; blank = any
 * @param category the same
 * @param window days within which they buy
 * @param size how many at most
 */
record SegmentRequest(
    Optional<Segment> segment, String item, String category, int window, int size) {
  private static final String NAME = "name";
  private static final String ITEM = "item";
  private static final String CATEGORY = "category";
  private static final String WINDOW = "window";
  private static final String SIZE = "size";
  private static final Set<String> KNOWN =
      new TreeSet<>(List.of(NAME, ITEM, CATEGORY, WINDOW, SIZE));
  private static final List<String> WINDOWS = List.of("7", "30");
  private static final int MOST = 10_000;
  private static final String DEFAULT_SIZE = "100";

  /**
   * @throws InvalidFieldException naming the parameter that is wrong
   */
  static SegmentRequest of(Map<String, String> query) {
    Nearest.refuseUnknown(query.keySet(), KNOWN);
    String window = given(query, WINDOW, "30");
    if (!WINDOWS.contains(window)) {
      throw new InvalidFieldException(WINDOW, window, "give days: " + String.join(" or ", WINDOWS));
    }
    String item = given(query, ITEM, "");
    String category = given(query, CATEGORY, "");
    if (!item.isEmpty() && !category.isEmpty()) {
      throw new InvalidFieldException(CATEGORY, category, "give an item or a category, not both");
    }
    return new SegmentRequest(
        segment(given(query, NAME, "")),
        item,
        category,
        Integer.parseInt(window),
        size(given(query, SIZE, DEFAULT_SIZE)));
  }

  /** An empty parameter counts as one that is not given. */
  private static String given(Map<String, String> query, String name, String otherwise) {
    String text = query.getOrDefault(name, "").strip();
    return text.isEmpty() ? otherwise : text;
  }

  private static Optional<Segment> segment(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Segment> segment = Segment.named(name);
    if (segment.isEmpty()) {
      throw new InvalidFieldException(
          NAME,
          name,
          "give "
              + Arrays.stream(Segment.values())
                  .map(Segment::toString)
                  .collect(Collectors.joining(", ")));
    }
    return segment;
  }

  private static int size(String text) {
    if (text.matches("\\d{1,5}")) {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= MOST) {
        return size;
      }
    }
    throw new InvalidFieldException(SIZE, text, "give a whole number from 1 to " + MOST);
  }

  /** How likely the person does what is looked for; empty where the person is not meant. */
  Optional<Double> score(Person person) {
    if (segment.isPresent() && !person.segments().contains(segment.get().toString())) {
      return Optional.empty();
    }
    if (!item.isEmpty()) {
      return person.buysItemWithin(window, item);
    }
    return category.isEmpty()
        ? Optional.of(person.buysWithin(window))
        : person.buysOfWithin(window, CategoryPath.of(category));
  }
}
