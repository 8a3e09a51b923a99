package dev.tidemark.store.tables;

import java.math.BigDecimal;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads and writes attributes that may be left out: an empty text and NaN are never stored. What
 * others stored in place of a text is none.
 */
final class Attributes {
  private Attributes() {}

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static void putText(Map<String, AttributeValue> item, String name, String value) {
    if (!value.isEmpty()) {
      item.put(name, text(value));
    }
  }

  static void putNumber(Map<String, AttributeValue> item, String name, double value) {
    if (!Double.isNaN(value)) {
      item.put(name, AttributeValue.fromN(BigDecimal.valueOf(value).toPlainString()));
    }
  }

  static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  static double number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? Double.NaN : Double.parseDouble(value.n());
  }
}
