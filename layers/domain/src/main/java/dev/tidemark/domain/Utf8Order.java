package dev.tidemark.domain;

import java.util.Comparator;

/**
 * Compares texts by their UTF-8 bytes, as DynamoDB orders sort keys. Java's own order differs where
 * a character outside the basic plane meets one above U+D7FF.
 */
public final class Utf8Order implements Comparator<String> {
  public static final Utf8Order INSTANCE = new Utf8Order();

  private Utf8Order() {}

  @Override
  public int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A surrogate starts a code point above every code point that is one char.
        boolean beyond = Character.isSurrogate(x);
        return beyond == Character.isSurrogate(y) ? Character.compare(x, y) : beyond ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
