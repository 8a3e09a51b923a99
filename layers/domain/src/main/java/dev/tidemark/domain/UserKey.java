package dev.tidemark.domain;

/**
 * The pseudonym under which a user's data is stored.
 *
 * @param value base64url text, see {@link Pseudonymiser}
 */
public record UserKey(String value) {
  public UserKey {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("a user key needs a value");
    }
  }

  /** Leaves the key out, so that a logged object never tells who it was about. */
  @Override
  public String toString() {
    return "UserKey[...]";
  }
}
