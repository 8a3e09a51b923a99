package dev.tidemark.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The template's resources by logical id, without those whose condition does not hold. */
record TemplateResources(Map<String, Map<String, Object>> all) {

  Set<String> ids() {
    return all.keySet();
  }

  /** Empty where there is no such resource. */
  String type(String id) {
    return String.valueOf(all.getOrDefault(id, Map.of()).getOrDefault("Type", ""));
  }

  Map<String, Object> properties(String id) {
    return Tree.mapAt(all.get(id), "Properties", id);
  }

  /**
   * The resources of a type by logical id, in the template's order.
   *
   * @param reader makes something of a logical id and its properties
   */
  <T> Map<String, T> read(String type, BiFunction<String, Map<String, Object>, T> reader) {
    Map<String, T> found = new LinkedHashMap<>();
    all.keySet().stream()
        .filter(id -> type.equals(type(id)))
        .forEach(id -> found.put(id, reader.apply(id, properties(id))));
    return found;
  }
}
