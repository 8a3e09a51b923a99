package dev.tidemark.data.value;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads amounts as shops write them: {@code 1,299.00}, {@code 1.299,00 €}, {@code EUR 5}, {@code
 * (3.50)} or {@code 1'000.-}. Which mark begins the decimals is one convention for a whole file.
 *
 * @param decimalComma whether a comma begins the decimals, not a point
 */
public record Amounts(boolean decimalComma) {
  /** With a point, as programming languages write numbers. */
  public static final Amounts POINT = new Amounts(false);

  private static final Pattern PLAIN =
      Pattern.compile("[+-]?[0-9]{0,15}\\.?[0-9]{1,15}([eE][+-]?[0-9]{1,2})?");
  private static final Pattern CURRENCY =
      Pattern.compile("\\p{Sc}|^\\p{L}{2,4}\\.?(?!\\p{L})|(?<!\\p{L})\\p{L}{2,4}\\.?$");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u202F\\u2009'’]");
  private static final Pattern NO_CENTS = Pattern.compile("[.,][-–—]+$");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+([.,][0-9]+)*|[.,][0-9]+");

  /** What follows the last mark of a number, and how often the marks stand in it. */
  private static final Pattern LAST_MARK = Pattern.compile(".*[0-9]([.,])([0-9]+)");

  /**
   * The convention of a file.
   *
   * @param seen some of its amounts
   */
  public static Amounts of(Collection<String> seen) {
    int comma = 0;
    int point = 0;
    for (String amount : seen) {
      char mark = decimalMark(bare(amount));
      comma += mark == ',' ? 1 : 0;
      point += mark == '.' ? 1 : 0;
    }
    return new Amounts(comma > point);
  }

  /** The mark that can only begin decimals; a blank where none can be told. */
  private static char decimalMark(String bare) {
    Matcher last = LAST_MARK.matcher(bare);
    if (!last.matches()) {
      return ' ';
    }
    char mark = last.group(1).charAt(0);
    boolean both = bare.indexOf(',') >= 0 && bare.indexOf('.') >= 0;
    boolean once = bare.indexOf(mark) == bare.lastIndexOf(mark);
    boolean thousands = last.group(2).length() == 3 && !bare.startsWith("0");
    return once && (both || !thousands) ? mark : ' ';
  }

  /** The amount; empty where the text is none. */
  public Optional<Double> read(String text) {
    if (!decimalComma && PLAIN.matcher(text).matches()) {
      return Optional.of(Double.valueOf(text));
    }
    String bare = bare(text);
    boolean negative = text.indexOf('(') >= 0 || bare.startsWith("-") || bare.endsWith("-");
    String digits = bare.replaceAll("^[+-]|-$", "");
    if (!DIGITS.matcher(digits).matches()) {
      return Optional.empty();
    }
    String grouped =
        decimalComma ? digits.replace('.', '_').replace(',', '.') : digits.replace(',', '_');
    if (!grouped.matches("[0-9]{1,3}(_[0-9]{3})+(\\.[0-9]+)?|[0-9]*(\\.[0-9]+)?")) {
      return Optional.empty();
    }
    double amount = Double.parseDouble(grouped.replace("_", ""));
    return Optional.of(negative ? -amount : amount);
  }

  /** Without currency, blanks and brackets. */
  private static String bare(String text) {
    String bare = CURRENCY.matcher(text.strip()).replaceAll("");
    bare = BLANKS.matcher(bare).replaceAll("");
    return NO_CENTS.matcher(bare).replaceFirst("").replaceAll("^\\((.*)\\)$", "$1");
  }
}
