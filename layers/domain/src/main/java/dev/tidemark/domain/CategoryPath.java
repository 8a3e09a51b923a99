package dev.tidemark.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A category as it is compared, from the widest down: neither case nor blanks count, nor a slash at
 * the end, and {@code >} parts as {@code /} does.
 *
 * @param text names with {@code /} between
 */
public record CategoryPath(String text) {
  private static final Pattern BETWEEN = Pattern.compile("[/>]");

  public static CategoryPath of(String path) {
    return new CategoryPath(
        Stream.of(BETWEEN.split(path, -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("/")));
  }

  /**
   * @param categories one or several paths, joined by {@code |}
   */
  public static List<CategoryPath> all(String categories) {
    List<CategoryPath> paths = new ArrayList<>(1);
    for (String path : categories.split("\\|", -1)) {
      paths.add(of(path));
    }
    return paths;
  }

  /** Whether the other one is this one, or within it. */
  public boolean holds(CategoryPath other) {
    return other.text.startsWith(text)
        && (other.text.length() == text.length() || other.text.charAt(text.length()) == '/');
  }

  /** Share of the longer one's names that both begin with, 0 to 1. */
  public double alike(CategoryPath other) {
    String[] names = text.split("/", -1);
    String[] others = other.text.split("/", -1);
    int common = Arrays.mismatch(names, others);
    return common < 0 ? 1 : (double) common / Math.max(names.length, others.length);
  }

  /** This one and those that it is within. */
  public List<String> withParents() {
    List<String> all = new ArrayList<>();
    for (int end = text.length(); end > 0; end = text.lastIndexOf('/', end - 1)) {
      all.add(text.substring(0, end));
    }
    return all;
  }
}
