package dev.tidemark.local.aws.states;

import dev.tidemark.local.aws.TaskArguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The fields of one JSON object; each is to be asked for, the rest is refused. */
final class StateFields implements TaskArguments {
  private final Map<String, Object> left = new LinkedHashMap<>();
  private final String place;

  StateFields(Object json, String place) {
    if (!(json instanceof Map<?, ?> map)) {
      throw new DefinitionException(place + " must be an object");
    }
    map.forEach((name, value) -> left.put(String.valueOf(name), value));
    left.remove("Comment");
    this.place = place;
  }

  boolean has(String name) {
    return left.containsKey(name);
  }

  @Override
  public Object value(String name) {
    Object value = left.remove(name);
    if (value == null) {
      throw new DefinitionException(place + "." + name + " is missing");
    }
    return value;
  }

  @Override
  public StateFields fields(String name) {
    return new StateFields(value(name), place + "." + name);
  }

  /** A JSON value with expressions. */
  Object template(String name) {
    return JsonataTemplate.checked(value(name), place + "." + name);
  }

  Object template(String name, String otherwise) {
    return has(name) ? template(name) : otherwise;
  }

  @Override
  public String text(String name) {
    return String.valueOf(value(name));
  }

  double number(String name, double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (value(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new DefinitionException(place + "." + name + " must be a number");
  }

  List<?> list(String name) {
    if (value(name) instanceof List<?> list) {
      return list;
    }
    throw new DefinitionException(place + "." + name + " must be a list");
  }

  List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  List<?> listOrNone(String name) {
    return has(name) ? list(name) : List.of();
  }

  /** The name of the next state, empty at an end. */
  String next() {
    if (has("Next")) {
      return text("Next");
    }
    if (Boolean.TRUE.equals(value("End"))) {
      return "";
    }
    throw new DefinitionException(place + ".End must be true");
  }

  @Override
  public void refuseRest() {
    if (!left.isEmpty()) {
      throw new DefinitionException(
          place + ": the local run does not know " + new TreeSet<>(left.keySet()));
    }
  }
}
