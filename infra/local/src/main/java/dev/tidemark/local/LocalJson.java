package dev.tidemark.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.MissingNode;

/** The one mapper of this process, which is safe for use by several threads, and what it writes. */
public final class LocalJson {
  public static final ObjectMapper MAPPER = new ObjectMapper();

  private LocalJson() {}

  /** A text as a tree; a missing node where it is not JSON. */
  public static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Of what can always be written: maps, lists, trees and records of texts and numbers. */
  public static byte[] bytes(Object value) {
    return bytes(MAPPER.writer(), value);
  }

  /** The same for people: indented. */
  public static byte[] readable(Object value) {
    return bytes(MAPPER.writerWithDefaultPrettyPrinter(), value);
  }

  private static byte[] bytes(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can always be written as JSON", e);
    }
  }
}
