package dev.tidemark.domain;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns a shop's user id into a pseudonym by HMAC-SHA256 (RFC 2104) under a secret key: without the
 * key nobody can test whether a known id is in the data. Safe for use by several threads.
 */
public final class Pseudonymiser {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_KEY_BYTES = 32;

  /**
   * Copied for each id: looking for the algorithm and preparing the key takes as long as the rest.
   */
  private final Mac prepared;

  /**
   * @param secret at least 32 bytes
   */
  public Pseudonymiser(byte[] secret) {
    if (secret.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "the user key secret has " + secret.length + " bytes; give at least " + MIN_KEY_BYTES);
    }
    try {
      prepared = Mac.getInstance(ALGORITHM);
      prepared.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** The same key however much is blank around the id. */
  public UserKey keyOf(String userId) {
    try {
      Mac mac = (Mac) prepared.clone();
      return new UserKey(
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(mac.doFinal(Ids.stripped(userId).getBytes(StandardCharsets.UTF_8))));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + ALGORITHM + " can be copied", e);
    }
  }
}
