package dev.tidemark.servers.child;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What the parts of one run know and no other account of the machine does: who does not send it
 * controls nothing. AWS's clients send it by themselves, as the token of their session.
 */
public record RunSecret(String value) {
  /** The header that AWS's clients send {@code AWS_SESSION_TOKEN} in. */
  public static final String HEADER = "X-Amz-Security-Token";

  private static final int BYTES = 32;

  /** One that nobody else has. */
  public static RunSecret random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new RunSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * Why a request is to be refused, if it is; how long that takes tells nothing of the secret.
   *
   * @param values of its header {@link #HEADER}
   */
  public Optional<String> refusal(List<String> values) {
    return values.size() == 1 && MessageDigest.isEqual(bytes(value), bytes(values.get(0)))
        ? Optional.empty()
        : Optional.of(HEADER + ": send the secret of the run");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Without the value: it must not come into a log. */
  @Override
  public String toString() {
    return "RunSecret";
  }
}
