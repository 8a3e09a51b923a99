package dev.tidemark.store.adapter;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes items in DynamoDB's JSON, which names the type of each value. */
final class DynamoDbJson {
  private DynamoDbJson() {}

  static void write(Map<String, AttributeValue> item, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      json.writeFieldName(attribute.getKey());
      write(attribute.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void write(AttributeValue value, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeFieldName(value.type().name());
    switch (value.type()) {
      case S -> json.writeString(value.s());
      case N -> json.writeString(value.n());
      case B -> json.writeBinary(value.b().asByteArrayUnsafe());
      case BOOL -> json.writeBoolean(value.bool());
      case M -> write(value.m(), json);
      case L -> {
        json.writeStartArray();
        for (AttributeValue element : value.l()) {
          write(element, json);
        }
        json.writeEndArray();
      }
      default -> throw unsupported(value);
    }
    json.writeEndObject();
  }

  private static IllegalArgumentException unsupported(AttributeValue value) {
    return new IllegalArgumentException(
        "attributes of type " + value.type() + " are in no table of ours");
  }
}
