package dev.tidemark.data.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Steps through JSON objects. A column is a member, or a path of members with dots between; where a
 * member is a list of objects that make a row each, such as the lines of an order, their members
 * are columns as well. A list of texts is one text with {@code |} between, and {@code /} within.
 */
final class JsonRows implements Rows {
  private final JsonObjects objects;
  private final String[] listPath;
  private final List<String[]> paths = new ArrayList<>();
  private final Map<String, Integer> columns = new HashMap<>();
  private Iterator<JsonNode> elements = List.<JsonNode>of().iterator();
  private Optional<JsonNode> element = Optional.empty();

  /**
   * @param list path of the list whose objects make a row each; empty = the objects themselves do
   */
  JsonRows(JsonObjects objects, String list) {
    this.objects = objects;
    listPath = list.isEmpty() ? new String[0] : list.split("\\.", -1);
  }

  @Override
  public boolean advance() throws IOException {
    if (elements.hasNext()) {
      element = Optional.of(elements.next());
      return true;
    }
    element = Optional.empty();
    if (!objects.advance()) {
      return false;
    }
    if (listPath.length > 0 && objects.damage().isEmpty()) {
      elements = at(objects.object(), listPath).iterator();
      element = elements.hasNext() ? Optional.of(elements.next()) : Optional.empty();
    }
    return true;
  }

  @Override
  public long line() {
    return objects.line();
  }

  @Override
  public Optional<String> damage() {
    return objects.damage();
  }

  @Override
  public int column(String name) {
    return columns.computeIfAbsent(
        name,
        path -> {
          paths.add(path.split("\\.", -1));
          return paths.size() - 1;
        });
  }

  @Override
  public String field(int column) {
    String[] path = paths.get(column);
    int depth = listPath.length;
    return element.isPresent()
            && depth < path.length
            && Arrays.equals(path, 0, depth, listPath, 0, depth)
        ? text(at(element.get(), Arrays.copyOfRange(path, depth, path.length)))
        : text(at(objects.object(), path));
  }

  @Override
  public long hash() {
    return TextHash.of(
        List.of(objects.object().toString(), element.map(JsonNode::toString).orElse("")));
  }

  @Override
  public Map<String, String> fieldsUnder(String prefix) {
    Map<String, String> found = new HashMap<>();
    at(objects.object(), prefix.substring(0, prefix.length() - 1).split("\\.", -1))
        .properties()
        .forEach(member -> found.put(member.getKey(), text(member.getValue())));
    return found;
  }

  /** The names of all columns of an object. */
  static void addNames(JsonNode node, String prefix, Set<String> names) {
    if (node.isObject()) {
      node.properties()
          .forEach(member -> addNames(member.getValue(), prefix + "." + member.getKey(), names));
    } else if (node.isArray() && node.path(0).isObject()) {
      node.forEach(entry -> addNames(entry, prefix, names));
    } else {
      names.add(prefix.substring(1));
    }
  }

  private static JsonNode at(JsonNode node, String[] path) {
    JsonNode at = node;
    for (String member : path) {
      at = at.path(member);
    }
    return at;
  }

  private static String text(JsonNode node) {
    return node.isArray() ? joined(node, "|") : node.isNull() ? "" : node.asText();
  }

  private static String joined(JsonNode list, String between) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(entry -> entry.isArray() ? joined(entry, "/") : entry.asText())
        .collect(Collectors.joining(between));
  }
}
