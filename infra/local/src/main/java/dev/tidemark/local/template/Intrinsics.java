package dev.tidemark.local.template;

import dev.tidemark.local.LocalAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudFormation's intrinsic functions as far as the local run can answer them: parameters by their
 * defaults, resources by their logical ids. Everything else fails with the place and the reason.
 */
record Intrinsics(
    Map<String, Object> parameters,
    Map<String, Object> conditions,
    Map<String, String> resourceTypes) {
  private static final Object NO_VALUE = new Object();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");
  private static final Map<String, Object> PSEUDO_PARAMETERS =
      Map.ofEntries(
          Map.entry("AWS::Region", LocalAccount.REGION),
          Map.entry("AWS::AccountId", LocalAccount.ID),
          Map.entry("AWS::Partition", "aws"),
          Map.entry("AWS::URLSuffix", "amazonaws.com"),
          Map.entry("AWS::StackName", "local"),
          Map.entry("AWS::NoValue", NO_VALUE));

  Intrinsics {
    parameters = Map.copyOf(parameters);
    conditions = Map.copyOf(conditions);
    resourceTypes = Map.copyOf(resourceTypes);
  }

  /** The value without intrinsics; keys and entries that become AWS::NoValue are left out. */
  Object resolve(Object value, String place) {
    if (value instanceof List<?> list) {
      return list.stream()
          .map(entry -> resolve(entry, place))
          .filter(resolved -> resolved != NO_VALUE)
          .toList();
    }
    if (!(value instanceof Map<?, ?>)) {
      return value;
    }
    Map<String, Object> map = Tree.map(value, place);
    Optional<String> function = functionOf(map);
    if (function.isPresent()) {
      return call(function.get(), map.get(function.get()), place);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach((key, child) -> result.put(key, resolve(child, place + "." + key)));
    result.values().removeIf(resolved -> resolved == NO_VALUE);
    return result;
  }

  String text(Object value, String place) {
    Object resolved = resolve(value, place);
    if (resolved == NO_VALUE || resolved instanceof Map || resolved instanceof List) {
      throw new TemplateException(place + " does not come to a text");
    }
    return String.valueOf(resolved);
  }

  boolean condition(String name, String place) {
    Object rule = conditions.get(name);
    if (rule == null) {
      throw new TemplateException(place + ": there is no condition " + name);
    }
    return truth(rule, "Conditions." + name);
  }

  private static Optional<String> functionOf(Map<String, Object> map) {
    if (map.size() != 1) {
      return Optional.empty();
    }
    String key = map.keySet().iterator().next();
    return key.equals("Ref") || key.startsWith("Fn::") ? Optional.of(key) : Optional.empty();
  }

  private Object call(String function, Object argument, String place) {
    return switch (function) {
      case "Ref" -> ref(String.valueOf(argument), place);
      case "Fn::GetAtt" -> attribute(Tree.list(argument, place), place);
      case "Fn::Sub" -> substitute(argument, place);
      case "Fn::Join" -> join(arguments(argument, 2, function, place), place);
      case "Fn::If" -> choose(arguments(argument, 3, function, place), place);
      default -> throw new TemplateException(place + ": the local run does not know " + function);
    };
  }

  private String join(List<?> arguments, String place) {
    List<?> parts = Tree.list(resolve(arguments.get(1), place), place);
    return String.join(text(arguments.get(0), place), parts.stream().map(String::valueOf).toList());
  }

  private Object choose(List<?> arguments, String place) {
    boolean holds = condition(String.valueOf(arguments.get(0)), place);
    return resolve(arguments.get(holds ? 1 : 2), place);
  }

  private Object ref(String name, String place) {
    if (PSEUDO_PARAMETERS.containsKey(name)) {
      return PSEUDO_PARAMETERS.get(name);
    }
    if (parameters.containsKey(name)) {
      return parameters.get(name);
    }
    if (resourceTypes.containsKey(name)) {
      return name;
    }
    throw new TemplateException(
        place + ": " + name + " is neither a resource nor a parameter with a default");
  }

  private String attribute(List<?> argument, String place) {
    String name = String.valueOf(argument.get(0));
    String attribute = String.valueOf(argument.get(argument.size() - 1));
    String type = attribute.equals("Arn") ? resourceTypes.getOrDefault(name, "") : "";
    return switch (type) {
      case "AWS::DynamoDB::Table" -> LocalAccount.arn("dynamodb", "table/" + name);
      case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name;
      case "AWS::Serverless::Function" -> LocalAccount.arn("lambda", "function:" + name);
      default ->
          throw new TemplateException(
              place + ": the local run does not know " + name + "." + attribute);
    };
  }

  private String substitute(Object argument, String place) {
    List<?> parts =
        argument instanceof List<?>
            ? arguments(argument, 2, "Fn::Sub", place)
            : List.of(String.valueOf(argument), Map.of());
    Map<String, Object> own = Tree.map(parts.get(1), place);
    return PLACEHOLDER
        .matcher(String.valueOf(parts.get(0)))
        .replaceAll(found -> Matcher.quoteReplacement(placed(found.group(1), own, place)))
        // ${!Literal} is CloudFormation's way to write ${Literal}.
        .replace("${!", "${");
  }

  private String placed(String name, Map<String, Object> own, String place) {
    if (!own.containsKey(name) && name.contains(".")) {
      return attribute(List.of(name.split("\\.", 2)), place);
    }
    return text(own.getOrDefault(name, Map.of("Ref", name)), place);
  }

  private boolean truth(Object rule, String place) {
    Map<String, Object> map = Tree.map(rule, place);
    if (map.size() == 1 && map.containsKey("Condition")) {
      return condition(String.valueOf(map.get("Condition")), place);
    }
    String function = functionOf(map).orElse("");
    Object argument = map.get(function);
    return switch (function) {
      case "Fn::Equals" -> {
        List<?> sides = arguments(argument, 2, function, place);
        yield Objects.equals(text(sides.get(0), place), text(sides.get(1), place));
      }
      case "Fn::Not" -> !truth(arguments(argument, 1, function, place).get(0), place);
      case "Fn::And" -> Tree.list(argument, place).stream().allMatch(part -> truth(part, place));
      case "Fn::Or" -> Tree.list(argument, place).stream().anyMatch(part -> truth(part, place));
      default ->
          throw new TemplateException(place + " is not a condition that the local run knows");
    };
  }

  private static List<?> arguments(Object argument, int count, String function, String place) {
    List<?> list = Tree.list(argument, place);
    if (list.size() != count) {
      throw new TemplateException(place + ": " + function + " takes " + count + " arguments");
    }
    return list;
  }
}
