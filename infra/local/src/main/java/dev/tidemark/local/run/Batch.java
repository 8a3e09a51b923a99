package dev.tidemark.local.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects entries into one request body within the limits of the ingest API. */
public final class Batch {
  private static final int MAX_ENTRIES = 500;
  private static final int MAX_BYTES = 1_000_000;

  private final ObjectMapper json = new ObjectMapper();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final String member;
  private int entries;

  /**
   * @param member name of the list in the body
   */
  public Batch(String member) {
    this.member = member;
    clear();
  }

  /** Adds the entry, or does nothing where it no longer fits. */
  public boolean add(ObjectNode entry) {
    byte[] bytes = bytes(entry);
    if (entries == MAX_ENTRIES || (entries > 0 && body.size() + bytes.length > MAX_BYTES)) {
      return false;
    }
    if (entries > 0) {
      body.write(',');
    }
    body.writeBytes(bytes);
    entries++;
    return true;
  }

  public int entries() {
    return entries;
  }

  /** The request body; the batch is empty afterwards. */
  public byte[] take() {
    body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
    byte[] taken = body.toByteArray();
    clear();
    return taken;
  }

  private void clear() {
    body.reset();
    body.writeBytes(("{\"" + member + "\":[").getBytes(StandardCharsets.US_ASCII));
    entries = 0;
  }

  private byte[] bytes(ObjectNode entry) {
    try {
      return json.writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can always be written as JSON", e);
    }
  }
}
