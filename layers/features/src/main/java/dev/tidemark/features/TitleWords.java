package dev.tidemark.features;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a title apart. */
final class TitleWords {
  /** Anything but letters with their marks, and digits, of any script. */
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private TitleWords() {}

  /** The title's words in lower case and compatibility form, each once, in their order. */
  static List<String> of(String title) {
    String plain = Normalizer.normalize(title, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Set<String> words = new LinkedHashSet<>(List.of(BETWEEN.split(plain, -1)));
    words.remove("");
    return List.copyOf(words);
  }
}
