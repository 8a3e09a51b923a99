package dev.tidemark.recommend.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Nearest;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.JsonBody;
import dev.tidemark.lambda.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request says by name, in its query or in a JSON body. An empty parameter counts as one
 * that is not given. The members of an object have its name and a dot before theirs.
 *
 * @param values of each name, as they were given: texts, numbers and flags
 * @param isQuery whether several values may be one text with commas between
 */
record Parameters(Map<String, List<JsonNode>> values, boolean isQuery) {
  private static final String EXAMPLE = "{\"count\": 10}";

  /** Most entries of a list. */
  private static final int MOST = 10_000;

  /**
   * @param known names of all parameters
   * @throws InvalidFieldException for a name that is not known, or a value that is no text, number
   *     or list of them
   * @throws ProblemException where a body is no JSON object
   */
  static Parameters of(HttpRequest request, List<String> known) {
    Map<String, List<JsonNode>> values = new HashMap<>();
    boolean isQuery = request.body().length == 0;
    if (!isQuery) {
      JsonNode body = JsonBody.read(request, EXAMPLE);
      if (!body.isObject()) {
        throw new ProblemException(400, "The body is no JSON object; send " + EXAMPLE);
      }
      body.properties().forEach(it -> put(values, it.getKey(), it.getValue(), known));
    }
    request.query().forEach((name, text) -> put(values, name, TextNode.valueOf(text), known));
    Nearest.refuseUnknown(values.keySet(), known);
    return new Parameters(values, isQuery);
  }

  /** An object by its members, where these are known. */
  private static void put(
      Map<String, List<JsonNode>> values, String name, JsonNode value, List<String> known) {
    String inside = name + ".";
    if (value.isObject() && known.stream().anyMatch(other -> other.startsWith(inside))) {
      value
          .properties()
          .forEach(member -> put(values, inside + member.getKey(), member.getValue(), known));
    } else if (values.put(name, entries(name, value)) != null) {
      throw new InvalidFieldException(name, value.asText(), "give it once");
    }
  }

  private static List<JsonNode> entries(String name, JsonNode value) {
    List<JsonNode> entries = new ArrayList<>();
    for (JsonNode entry : value.isArray() ? value : List.of(value)) {
      if (entry.isContainerNode() || (entry.isNull() && value.isArray())) {
        throw new InvalidFieldException(name, entry, "give a text, a number or a list of them");
      }
      entries.add(entry.isNull() ? TextNode.valueOf("") : entry);
    }
    return entries;
  }

  /** The one value; empty = not given. */
  String text(String name) {
    return one(name).map(JsonNode::asText).orElse("");
  }

  private Optional<JsonNode> one(String name) {
    List<JsonNode> all = values.getOrDefault(name, List.of());
    if (all.size() > 1) {
      String given = all.stream().map(JsonNode::asText).collect(Collectors.joining(","));
      throw new InvalidFieldException(name, given, "give one value");
    }
    return all.stream().findFirst();
  }

  /**
   * What somebody has called something, or a flag instead; empty = not given.
   *
   * @param most characters
   */
  String name(String name, int most) {
    JsonNode value = one(name).orElse(TextNode.valueOf(""));
    if (value.isNumber() || value.asText().length() > most) {
      throw new InvalidFieldException(
          name, value.asText(), "give a text of at most " + most + " characters");
    }
    return value.asText();
  }

  /**
   * All values, without blanks around them. Of a query also what stands between commas, since a
   * gateway joins repeated parameters by them; a value that has a comma of its own stays one, too.
   */
  Set<String> list(String name) {
    Set<String> list = new LinkedHashSet<>();
    for (JsonNode value : values.getOrDefault(name, List.of())) {
      String text = value.asText();
      list.add(text.strip());
      if (isQuery) {
        for (String part : text.split(",", -1)) {
          list.add(part.strip());
        }
      }
    }
    list.remove("");
    if (list.size() > MOST) {
      throw new InvalidFieldException(name, list.size() + " entries", "give at most " + MOST);
    }
    return list;
  }

  /** A whole number; empty = not given. */
  OptionalInt wholeNumber(String name, int least, int most) {
    String text = text(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      // Refused below together with numbers out of bounds.
    }
    throw new InvalidFieldException(
        name, text, "give a whole number from " + least + " to " + most);
  }

  /** Whether {@code true} is given; {@code false} is the same as nothing. */
  boolean flag(String name) {
    String text = text(name);
    if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
      throw new InvalidFieldException(name, text, "give true or false");
    }
    return text.equals("true");
  }

  /** A number; empty = not given. */
  OptionalDouble number(String name, int least, int most) {
    String text = text(name);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        number(text)
            .filter(number -> number >= least && number <= most)
            .orElseThrow(
                () ->
                    new InvalidFieldException(
                        name, text, "give a number from " + least + " to " + most)));
  }

  /** A price of 0 or more; NaN = not given. */
  double price(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Double.NaN;
    }
    return number(text)
        .filter(price -> price >= 0 && Double.isFinite(price))
        .orElseThrow(() -> new InvalidFieldException(name, text, "give a price of 0 or more"));
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
