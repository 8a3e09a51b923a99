package dev.tidemark.domain;

import java.util.Locale;
import java.util.Set;

/** Whether somebody agreed that what they do is kept, as shops and consent banners write it. */
public final class Consent {
  private static final Set<String> GIVEN =
      Set.of(
          "true",
          "yes",
          "y",
          "1",
          "granted",
          "given",
          "accepted",
          "accept",
          "allowed",
          "allow",
          "optin",
          "on");

  private static final Set<String> REFUSED =
      Set.of(
          "false",
          "no",
          "n",
          "0",
          "denied",
          "deny",
          "refused",
          "refuse",
          "rejected",
          "reject",
          "declined",
          "decline",
          "disallowed",
          "withdrawn",
          "revoked",
          "optout",
          "off",
          "none");

  private Consent() {}

  /**
   * @param text empty = nothing is said, and the shop has settled it
   * @throws InvalidFieldException where it cannot be told, since a slip must not store anything
   */
  public static boolean isRefused(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    if (plain.isEmpty() || GIVEN.contains(plain)) {
      return false;
    }
    if (REFUSED.contains(plain)) {
      return true;
    }
    throw new InvalidFieldException(Event.CONSENT, text, "give true or false, granted or denied");
  }
}
