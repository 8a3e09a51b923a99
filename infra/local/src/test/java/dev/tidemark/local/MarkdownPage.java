package dev.tidemark.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of the repository refers to.
 *
 * @param links targets of links, as written
 * @param anchors that links to the page may name, as GitHub makes them of its headings
 * @param paths of the repository that stand in its code, as written
 */
record MarkdownPage(List<String> links, List<String> anchors, List<String> paths) {
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)[ #]*");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** A rate such as 5,000 events/s is no path. */
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w./-])(?!events/s\\b)(?:layers|functions|infra|events)/[\\w./*<>-]+");

  static MarkdownPage read(Path file) throws IOException {
    List<String> links = new ArrayList<>();
    List<String> anchors = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    Map<String, Integer> met = new HashMap<>();
    boolean fenced = false;
    for (String line : Files.readAllLines(file)) {
      if (line.strip().startsWith("```")) {
        fenced = !fenced;
      } else if (fenced) {
        add(PATH, line, paths);
      } else {
        CODE.matcher(line).results().forEach(code -> add(PATH, code.group(1), paths));
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
          String anchor = anchor(heading.group(1));
          int before = met.merge(anchor, 1, Integer::sum) - 1;
          anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        add(LINK, CODE.matcher(line).replaceAll(""), links);
      }
    }
    return new MarkdownPage(links, anchors, paths);
  }

  private static void add(Pattern pattern, String text, List<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
