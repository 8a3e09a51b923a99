package dev.tidemark.store.tables;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes and reads items in DynamoDB's JSON, which names the type of each value. */
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
      default ->
          throw new IllegalArgumentException(
              "attributes of type " + value.type() + " are in no table of ours");
    }
    json.writeEndObject();
  }

  /**
   * Reads an item whose opening brace is the parser's current token, up to its closing one.
   *
   * @throws IOException also where a value has a type that is in no table of ours
   */
  static Map<String, AttributeValue> read(JsonParser json) throws IOException {
    Map<String, AttributeValue> item = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      item.put(name, readValue(json));
    }
    return item;
  }

  private static AttributeValue readValue(JsonParser json) throws IOException {
    String type = json.nextFieldName();
    json.nextToken();
    AttributeValue value =
        switch (type) {
          case "S" -> AttributeValue.fromS(json.getText());
          case "N" -> AttributeValue.fromN(json.getText());
          case "B" -> AttributeValue.fromB(SdkBytes.fromByteArray(json.getBinaryValue()));
          case "BOOL" -> AttributeValue.fromBool(json.getBooleanValue());
          case "M" -> AttributeValue.fromM(read(json));
          case "L" -> AttributeValue.fromL(readList(json));
          default ->
              throw new IOException("attributes of type " + type + " are in no table of ours");
        };
    json.nextToken();
    return value;
  }

  private static List<AttributeValue> readList(JsonParser json) throws IOException {
    List<AttributeValue> values = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      values.add(readValue(json));
    }
    return values;
  }
}
