package dev.tidemark.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Typed access to the nested maps of a YAML document; failures name the place. */
final class Tree {
  private Tree() {}

  static Map<String, Object> map(Object value, String place) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new TemplateException(place + " must be a mapping");
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, child) -> copy.put(String.valueOf(key), child));
    return copy;
  }

  /** The mapping at a key, empty where the key is absent. */
  static Map<String, Object> mapAt(Map<String, Object> parent, String key, String place) {
    Object value = parent.get(key);
    return value == null ? Map.of() : map(value, place + "." + key);
  }

  static List<?> list(Object value, String place) {
    if (!(value instanceof List<?> list)) {
      throw new TemplateException(place + " must be a list");
    }
    return list;
  }

  static List<?> listAt(Map<String, Object> parent, String key, String place) {
    Object value = parent.get(key);
    return value == null ? List.of() : list(value, place + "." + key);
  }

  static String text(Map<String, Object> parent, String key, String place) {
    Object value = parent.get(key);
    if (value == null || value instanceof Map || value instanceof List) {
      throw new TemplateException(place + "." + key + " must be a text");
    }
    return String.valueOf(value);
  }

  static int number(Map<String, Object> parent, String key, int otherwise, String place) {
    Object value = parent.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw new TemplateException(place + "." + key + " must be a number, not '" + value + "'");
    }
  }

  /**
   * SAM's Globals: mappings are merged, lists of the globals come first, else the own value wins.
   */
  static Object merged(Object global, Object own) {
    if (global instanceof Map<?, ?> below && own instanceof Map<?, ?> above) {
      Map<String, Object> result = map(below, "Globals");
      map(above, "Globals")
          .forEach((key, value) -> result.merge(key, value, (old, fresh) -> merged(old, fresh)));
      return result;
    }
    if (global instanceof List<?> first && own instanceof List<?> second) {
      return Stream.concat(first.stream(), second.stream()).toList();
    }
    return own;
  }
}
