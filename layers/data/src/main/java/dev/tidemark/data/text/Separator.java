package dev.tidemark.data.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between the fields of a row.
 *
 * @param text one character, or {@code ::}, beside which no field is quoted
 */
public record Separator(String text) {
  private static final List<String> USUAL = List.of(",", ";", "\t", "|", "::");

  /** How a spreadsheet is told of the separator. */
  private static final Pattern DECLARED = Pattern.compile("sep=(.)");

  private static final int LINES = 50;

  public Separator {
    if (text.length() != 1 && !text.equals("::")) {
      throw new IllegalArgumentException("separator: '" + text + "'; give one character or ::");
    }
  }

  /**
   * The separator of a text: the one by which most lines have as many fields as the first.
   *
   * @param head how the text begins
   */
  static Separator of(String head) {
    List<String> lines = head.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
    if (lines.isEmpty()) {
      return new Separator(",");
    }
    Matcher declared = DECLARED.matcher(lines.get(0));
    return declared.matches()
        ? new Separator(declared.group(1))
        : USUAL.stream()
            .map(Separator::new)
            .max(Comparator.comparingLong(separator -> separator.agreement(lines)))
            .orElseThrow();
  }

  /** Lines that have the first one's number of fields, and that number where they are as many. */
  private long agreement(List<String> lines) {
    int fields = count(lines.get(0));
    long alike = lines.stream().filter(line -> count(line) == fields).count();
    return fields == 1 ? 0 : alike * 1000 + fields;
  }

  /** Fields of a line, those within quotes left whole. */
  private int count(String line) {
    int count = 1;
    boolean quoted = false;
    for (int at = 0; at < line.length(); at++) {
      quoted ^= quotes() && line.charAt(at) == '"';
      if (!quoted && line.startsWith(text, at)) {
        count++;
        at += text.length() - 1;
      }
    }
    return count;
  }

  boolean isDeclaredBy(String line) {
    return line.equals("sep=" + text);
  }

  /** Whether fields may stand in quotes. */
  boolean quotes() {
    return text.length() == 1;
  }

  /** The fields of a line without quotes. */
  List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    int begin = 0;
    for (int end; (end = line.indexOf(text, begin)) >= 0; begin = end + text.length()) {
      fields.add(line.substring(begin, end));
    }
    fields.add(line.substring(begin));
    return fields;
  }

  /** As people know it. */
  public String name() {
    return text.equals("\t") ? "tab" : text;
  }
}
