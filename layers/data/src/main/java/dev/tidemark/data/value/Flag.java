package dev.tidemark.data.value;

import dev.tidemark.domain.InvalidFieldException;
import java.util.Locale;
import java.util.Set;

/** Yes or no, as files write it. */
public final class Flag {
  private static final Set<String> YES =
      Set.of(
          "true",
          "t",
          "1",
          "1.0",
          "yes",
          "y",
          "on",
          "active",
          "enabled",
          "available",
          "instock",
          "published",
          "publish");

  private static final Set<String> NO =
      Set.of(
          "false",
          "f",
          "0",
          "0.0",
          "no",
          "n",
          "off",
          "inactive",
          "disabled",
          "unavailable",
          "outofstock",
          "unpublished",
          "draft",
          "archived",
          "deleted",
          "discontinued",
          "private");

  private Flag() {}

  /**
   * @throws InvalidFieldException where it is neither
   */
  public static boolean of(String field, String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    if (YES.contains(plain) || NO.contains(plain)) {
      return YES.contains(plain);
    }
    throw new InvalidFieldException(field, text, "give true or false");
  }
}
