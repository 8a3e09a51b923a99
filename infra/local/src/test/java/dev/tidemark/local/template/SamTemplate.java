package dev.tidemark.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A SAM template as a tree, for rules about it. Never changed: an edit makes a copy. */
record SamTemplate(Path folder, Map<String, Object> document) {

  static SamTemplate read(Path file) {
    return new SamTemplate(file.toAbsolutePath().normalize().getParent(), TaggedYaml.read(file));
  }

  /** Properties of all resources of a type by logical id, with the globals of functions in them. */
  Map<String, Map<String, Object>> properties(String type) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    resources(type).forEach((id, resource) -> found.put(id, withGlobals(type, resource, id)));
    return found;
  }

  /** Whole resources of a type by logical id. */
  Map<String, Map<String, Object>> resources(String type) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    Tree.mapAt(document, "Resources", "template")
        .forEach(
            (id, resource) -> {
              Map<String, Object> tree = Tree.map(resource, id);
              if (type.equals(tree.get("Type"))) {
                found.put(id, tree);
              }
            });
    return found;
  }

  private Map<String, Object> withGlobals(String type, Map<String, Object> resource, String id) {
    Map<String, Object> own = Tree.mapAt(resource, "Properties", id);
    String section = type.substring(type.lastIndexOf(':') + 1);
    Map<String, Object> globals =
        type.startsWith("AWS::Serverless::")
            ? Tree.mapAt(Tree.mapAt(document, "Globals", "template"), section, "Globals")
            : Map.of();
    return Tree.map(Tree.merged(globals, own), id);
  }

  /** What stands at a path such as {@code SnapStart/ApplyOn}; empty where nothing does. */
  static Optional<Object> at(Object tree, String path) {
    Object node = tree;
    for (String key : path.split("/", -1)) {
      if (!(node instanceof Map<?, ?> map) || !map.containsKey(key)) {
        return Optional.empty();
      }
      node = map.get(key);
    }
    return Optional.of(node);
  }

  static boolean isTrue(Object tree, String path) {
    return at(tree, path).map(String::valueOf).map(Boolean::parseBoolean).orElse(false);
  }

  /** The whole number at a path; empty where there is none, or an intrinsic. */
  static Optional<Integer> number(Object tree, String path) {
    return at(tree, path)
        .map(String::valueOf)
        .filter(text -> text.matches("-?\\d{1,9}"))
        .map(Integer::valueOf);
  }

  /** Logical ids that a value refers to, by Ref, GetAtt or Sub, at any depth. */
  static Set<String> targets(Object value) {
    Set<String> ids = new TreeSet<>();
    visit(
        value,
        map -> {
          if (map.get("Ref") instanceof String id) {
            ids.add(id.split("\\.", 2)[0]); // SAM's own attributes, such as Function.Alias
          }
          if (map.get("Fn::GetAtt") instanceof List<?> list) {
            ids.add(String.valueOf(list.get(0)));
          }
          at(map, "Fn::Sub").map(String::valueOf).ifPresent(text -> ids.addAll(placeholders(text)));
        });
    return ids;
  }

  private static List<String> placeholders(String text) {
    List<String> ids = new ArrayList<>();
    for (String part : text.split("\\$\\{", -1)) {
      if (part.contains("}")) {
        ids.add(part.substring(0, part.indexOf('}')).split("\\.", 2)[0]);
      }
    }
    return ids;
  }

  /** Every mapping of a tree, the outer one first. */
  static void visit(Object tree, Consumer<Map<?, ?>> visitor) {
    if (tree instanceof Map<?, ?> map) {
      visitor.accept(map);
      map.values().forEach(child -> visit(child, visitor));
    } else if (tree instanceof List<?> list) {
      list.forEach(child -> visit(child, visitor));
    }
  }

  /** A copy in which something else stands at a path such as {@code Resources/Queue/Type}. */
  SamTemplate with(String path, Object value) {
    return new SamTemplate(folder, Tree.map(edited(document, path, Optional.of(value)), "copy"));
  }

  /** A copy in which nothing stands at the path. */
  SamTemplate without(String path) {
    if (at(document, path).isEmpty()) {
      throw new IllegalArgumentException("there is nothing at " + path);
    }
    return new SamTemplate(folder, Tree.map(edited(document, path, Optional.empty()), "copy"));
  }

  private static Object edited(Object tree, String path, Optional<Object> value) {
    int end = path.indexOf('/');
    String key = end < 0 ? path : path.substring(0, end);
    Map<String, Object> copy = Tree.map(tree, key);
    if (end >= 0) {
      Object child = copy.getOrDefault(key, Map.of());
      copy.put(key, edited(child, path.substring(end + 1), value));
    } else if (value.isPresent()) {
      copy.put(key, value.get());
    } else {
      copy.remove(key);
    }
    return copy;
  }
}
