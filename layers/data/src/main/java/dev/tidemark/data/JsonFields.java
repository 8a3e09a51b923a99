package dev.tidemark.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.InvalidFieldException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Typed access to the fields of one entry. A field that is {@code null} is one that was left out;
 * every failure is an {@link InvalidFieldException}.
 */
final class JsonFields {
  private final JsonNode entry;

  JsonFields(JsonNode entry) {
    if (!entry.isObject()) {
      throw new InvalidFieldException("entry", entry, "send an object with named fields");
    }
    this.entry = entry;
  }

  boolean has(String name) {
    return entry.hasNonNull(name);
  }

  /** A text, or a whole number as its text, since many shops number what they have. */
  String id(String name) {
    JsonNode node = required(name, "give a text or a whole number");
    return node.isIntegralNumber() ? node.asText() : text(name, node);
  }

  /** A required field as it is. */
  JsonNode required(String name, String remedy) {
    if (!has(name)) {
      throw new InvalidFieldException(name, null, remedy);
    }
    return entry.get(name);
  }

  String text(String name, String remedy) {
    return text(name, required(name, remedy));
  }

  String optionalText(String name) {
    return has(name) ? text(name, entry.get(name)) : "";
  }

  /** A text, or a flag as its text. */
  String optionalWord(String name) {
    return has(name) && entry.get(name).isBoolean() ? entry.get(name).asText() : optionalText(name);
  }

  /** NaN where it is left out. */
  double optionalNumber(String name) {
    return has(name) ? number(name, entry.get(name)) : Double.NaN;
  }

  /** 0 where it is left out. JSON knows one kind of numbers, so 2.0 is as whole as 2. */
  int optionalCount(String name) {
    if (!has(name)) {
      return 0;
    }
    JsonNode node = entry.get(name);
    if (!node.canConvertToExactIntegral() || !node.canConvertToInt() || node.intValue() < 1) {
      throw new InvalidFieldException(name, node, "give a whole number from 1 on, or leave it out");
    }
    return node.intValue();
  }

  /** True where it is left out. */
  boolean optionalFlag(String name) {
    if (!has(name)) {
      return true;
    }
    JsonNode node = entry.get(name);
    if (!node.isBoolean()) {
      throw new InvalidFieldException(name, node, "give true or false");
    }
    return node.booleanValue();
  }

  List<String> optionalTexts(String name) {
    List<String> texts = new ArrayList<>();
    optionalList(name).forEach(node -> texts.add(text(name, node)));
    return texts;
  }

  List<Float> optionalNumbers(String name) {
    List<Float> numbers = new ArrayList<>();
    optionalList(name).forEach(node -> numbers.add((float) number(name, node)));
    return numbers;
  }

  /** An object of texts, numbers and flags, all as text; members that are null are left out. */
  Map<String, String> optionalMap(String name) {
    Map<String, String> map = new HashMap<>();
    if (has(name)) {
      JsonNode node = entry.get(name);
      if (!node.isObject()) {
        throw new InvalidFieldException(name, node, "give an object of names and texts");
      }
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        JsonNode value = member.getValue();
        if (!value.isValueNode()) {
          throw new InvalidFieldException(
              name + "." + member.getKey(), value, "give a text, a number, true or false");
        }
        if (!value.isNull()) {
          map.put(member.getKey(), value.asText());
        }
      }
    }
    return map;
  }

  private Iterable<JsonNode> optionalList(String name) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode node = entry.get(name);
    if (!node.isArray()) {
      throw new InvalidFieldException(name, node, "give a list");
    }
    return node;
  }

  private static String text(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw new InvalidFieldException(name, node, "give a text");
    }
    return node.textValue();
  }

  private static double number(String name, JsonNode node) {
    if (!node.isNumber()) {
      throw new InvalidFieldException(name, node, "give a number, not a text");
    }
    return node.doubleValue();
  }
}
