package dev.tidemark.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON objects that tell whether they are as they were written: the last field is the SHA-256 of
 * the others. One without it, written by hand or by older code, is taken as it is.
 */
public final class SealedJson {
  private static final String SEAL = "sha256";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private SealedJson() {}

  /**
   * @param value written as an object
   */
  public static byte[] bytes(Object value) {
    try {
      // Read back first: then numbers are written as whoever checks the seal will have read them.
      ObjectNode object = (ObjectNode) JSON.readTree(JSON.writeValueAsBytes(value));
      return JSON.writeValueAsBytes(object.put(SEAL, checksum(object)));
    } catch (IOException e) {
      throw new IllegalStateException("a record of texts and numbers can always be written", e);
    }
  }

  /**
   * The object as it was written; empty where the content is cut short, altered or something else.
   */
  public static Optional<ObjectNode> open(byte[] content) {
    try {
      if (JSON.readTree(content) instanceof ObjectNode object) {
        JsonNode seal = object.remove(SEAL);
        return seal == null || seal.asText().equals(checksum(object))
            ? Optional.of(object)
            : Optional.empty();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same as a value; fields that the type does not know are overlooked. */
  public static <T> Optional<T> open(byte[] content, TypeReference<T> type) {
    return open(content)
        .flatMap(
            object -> {
              try {
                return Optional.of(JSON.treeToValue(object, type));
              } catch (JsonProcessingException | IllegalArgumentException e) {
                return Optional.empty();
              }
            });
  }

  private static String checksum(ObjectNode object) {
    return Sha256.hex(object.toString().getBytes(StandardCharsets.UTF_8));
  }
}
