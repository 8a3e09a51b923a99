package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What S3 tells the default bus of a new file. */
final class FileEvents {
  static final String SOURCE = "aws.s3";
  static final String TYPE = "Object Created";

  private FileEvents() {}

  static ObjectNode detail(String bucket, String key, long size) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("version", "0").putObject("bucket").put("name", bucket);
    detail.putObject("object").put("key", key).put("size", size);
    return detail.put("reason", "PutObject");
  }

  /** The file that an event tells of, if it does. */
  static Optional<String> key(JsonNode event) {
    return event.path("detail-type").asText().equals(TYPE)
        ? Optional.of(event.at("/detail/object/key").asText())
        : Optional.empty();
  }
}
