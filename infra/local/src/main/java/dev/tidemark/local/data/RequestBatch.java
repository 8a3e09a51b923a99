package dev.tidemark.local.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects entries into one request body within the limits of the ingest API. */
final class RequestBatch {
  private static final int MAX_ENTRIES = 500;
  private static final int MAX_BYTES = 1_000_000;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final String member;
  private int entries;

  /**
   * @param member name of the list in the body
   */
  RequestBatch(String member) {
    this.member = member;
    clear();
  }

  /** Adds the entry, or does nothing where it no longer fits. */
  boolean add(ObjectNode entry) {
    byte[] bytes = LocalJson.bytes(entry);
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

  int entries() {
    return entries;
  }

  /** The request body; the batch is empty afterwards. */
  byte[] take() {
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
}
