package dev.tidemark.local.aws.states;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON values whose texts of the form <code>{% ... %}</code> are JSONata expressions over {@code
 * $states}, as Step Functions evaluates them.
 */
final class JsonataTemplate {
  private static final Pattern EXPRESSION = Pattern.compile("\\{%(.*)%}", Pattern.DOTALL);
  private static final String FAILED = "States.QueryEvaluationError";

  private JsonataTemplate() {}

  /**
   * @throws DefinitionException where a text is no expression that can be read
   */
  static Object checked(Object template, String place) {
    if (template instanceof Map<?, ?> map) {
      map.forEach((key, value) -> checked(value, place + "." + key));
    } else if (template instanceof List<?> list) {
      list.forEach(value -> checked(value, place));
    } else {
      expression(template).ifPresent(text -> parsed(text, place));
    }
    return template;
  }

  /**
   * @param states what {@code $states} stands for
   * @throws TaskFailedException where an expression fails or comes to nothing
   */
  static Object evaluate(Object template, Map<String, Object> states) {
    if (template instanceof Map<?, ?> map) {
      Map<String, Object> result = new LinkedHashMap<>();
      map.forEach((key, value) -> result.put(String.valueOf(key), evaluate(value, states)));
      return result;
    }
    if (template instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(value -> result.add(evaluate(value, states)));
      return result;
    }
    return expression(template).map(text -> evaluated(text, states)).orElse(template);
  }

  private static Optional<String> expression(Object template) {
    Matcher matcher = EXPRESSION.matcher(template instanceof String text ? text : "");
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Jsonata parsed(String expression, String place) {
    try {
      return Jsonata.jsonata(expression);
    } catch (JException e) {
      throw new DefinitionException(place + ": '" + expression + "': " + e.getMessage());
    }
  }

  private static Object evaluated(String expression, Map<String, Object> states) {
    try {
      Jsonata query = Jsonata.jsonata(expression);
      Jsonata.Frame frame = query.createFrame();
      frame.bind("states", states);
      Object result = query.evaluate(Map.of(), frame);
      if (result == null) {
        throw new TaskFailedException(FAILED, "'" + expression.strip() + "' comes to nothing");
      }
      return result;
    } catch (JException e) {
      throw new TaskFailedException(FAILED, "'" + expression.strip() + "': " + e.getMessage());
    }
  }
}
