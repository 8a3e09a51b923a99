package dev.tidemark.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the id of a list of recommendations tells.
 *
 * @param strategy how the list was made, or {@link #OTHER}
 * @param modelVersion by which model, or {@link #OTHER}
 */
public record RecommendationId(String strategy, String modelVersion) {
  /** In the place of both where the id is not one of ours. */
  public static final String OTHER = "other";

  private static final Pattern OURS =
      Pattern.compile("([a-z]{1,16})\\.([A-Za-z0-9][A-Za-z0-9._-]{0,127})\\.[A-Za-z0-9_-]{16}");

  /** Reads an id of whatever origin. */
  public static RecommendationId of(String id) {
    Matcher ours = OURS.matcher(id);
    return ours.matches()
        ? new RecommendationId(ours.group(1), ours.group(2))
        : new RecommendationId(OTHER, OTHER);
  }

  /**
   * The id of a list.
   *
   * @param hash 16 letters of base64url that tell it from others
   */
  public String with(String hash) {
    return String.join(".", strategy, modelVersion, hash);
  }
}
