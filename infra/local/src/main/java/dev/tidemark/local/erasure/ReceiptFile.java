package dev.tidemark.local.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.UsageException;
import dev.tidemark.store.erasure.ErasureReceipt;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A receipt as the API answered it.
 *
 * @param sha256 what it says of itself
 */
public record ReceiptFile(ErasureReceipt receipt, String sha256) {

  /**
   * @throws UsageException where it is no receipt
   */
  public static ReceiptFile of(JsonNode json) {
    try {
      SortedMap<String, Long> erased = new TreeMap<>();
      json.path("erased")
          .properties()
          .forEach(it -> erased.put(it.getKey(), it.getValue().asLong()));
      SortedMap<String, Instant> remaining = new TreeMap<>();
      json.path("remaining")
          .properties()
          .forEach(it -> remaining.put(it.getKey(), Instant.parse(it.getValue().asText())));
      String key = json.path("userKey").asText();
      String sha256 = json.path("sha256").asText();
      if (!key.isBlank() && !sha256.isBlank()) {
        return new ReceiptFile(
            new ErasureReceipt(
                key, Instant.parse(json.path("erasedAt").asText()), erased, remaining),
            sha256);
      }
    } catch (DateTimeException e) {
      // The same answer: it is none.
    }
    throw new UsageException(
        "this is no receipt of an erasure; give the file with what DELETE /v1/users/{id} answered");
  }

  /** Whether it is as it was given out. */
  public boolean isIntact() {
    return receipt.sha256().equals(sha256);
  }
}
