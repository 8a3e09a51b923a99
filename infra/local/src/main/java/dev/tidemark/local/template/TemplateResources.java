package dev.tidemark.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

  /** Properties of the resources of a type, in the template's order. */
  Map<String, Map<String, Object>> of(String type) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    all.keySet().stream()
        .filter(id -> type.equals(type(id)))
        .forEach(id -> found.put(id, properties(id)));
    return found;
  }
}
