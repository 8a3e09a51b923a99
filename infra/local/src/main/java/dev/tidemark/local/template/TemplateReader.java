package dev.tidemark.local.template;

import dev.tidemark.local.LocalAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the SAM template, the only definition of functions, routes and tables: globals are merged
 * into the functions, resources whose condition does not hold are left out.
 */
public final class TemplateReader {
  private static final int DEFAULT_MEMORY_MB = 128;
  private static final int DEFAULT_TIMEOUT_S = 3;

  private final Path folder;
  private final Map<String, Object> functionGlobals;
  private final TemplateResources resources;
  private final Intrinsics intrinsics;

  private TemplateReader(Path file, Map<String, String> parameters) {
    Map<String, Object> document = TaggedYaml.read(file);
    folder = file.toAbsolutePath().normalize().getParent();
    functionGlobals =
        Tree.mapAt(Tree.mapAt(document, "Globals", "template"), "Function", "Globals");
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, Map<String, Object>> deployed = new LinkedHashMap<>();
    Tree.mapAt(document, "Resources", "template")
        .forEach(
            (id, resource) -> {
              deployed.put(id, Tree.map(resource, id));
              types.put(id, Tree.text(deployed.get(id), "Type", id));
            });
    intrinsics =
        new Intrinsics(
            values(document, parameters), Tree.mapAt(document, "Conditions", "template"), types);
    deployed.keySet().removeIf(id -> !isDeployed(id, deployed.get(id).get("Condition")));
    resources = new TemplateResources(deployed);
  }

  /** With every parameter's default. */
  public static Template read(Path file) {
    return read(file, Map.of());
  }

  /**
   * @param parameters values in place of defaults
   * @throws TemplateException with one clear line
   */
  public static Template read(Path file, Map<String, String> parameters) {
    return new TemplateReader(file, parameters).template();
  }

  private boolean isDeployed(String id, Object condition) {
    return condition == null || intrinsics.condition(String.valueOf(condition), id);
  }

  private static Map<String, Object> values(
      Map<String, Object> document, Map<String, String> parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    Tree.mapAt(document, "Parameters", "template")
        .forEach((name, definition) -> values.put(name, Tree.map(definition, name).get("Default")));
    values.values().removeIf(Objects::isNull);
    values.putAll(parameters);
    return values;
  }

  private Template template() {
    Collection<FunctionDefinition> functions =
        resources.read("AWS::Serverless::Function", this::function).values();
    return new Template(
        List.copyOf(functions),
        resources.read(
            "AWS::Serverless::LayerVersion",
            (id, properties) -> folder.resolve(Tree.text(properties, "ContentUri", id))),
        resources.read("AWS::DynamoDB::Table", this::resolved),
        new MessagingReader(resources, intrinsics).read(),
        new StreamReader(resources).read(),
        resources.read("AWS::Serverless::StateMachine", this::stateMachine),
        resources.read("AWS::Batch::JobDefinition", this::command),
        TemplateGaps.of(resources, functions),
        intrinsics);
  }

  private StateMachineDefinition stateMachine(String id, Map<String, Object> properties) {
    Map<String, String> substitutions = new LinkedHashMap<>();
    Tree.mapAt(properties, "DefinitionSubstitutions", id)
        .forEach((name, value) -> substitutions.put(name, intrinsics.text(value, id)));
    return new StateMachineDefinition(
        LocalAccount.arn(
            "states", "stateMachine:" + intrinsics.text(properties.get("Name"), id + ".Name")),
        folder.resolve(Tree.text(properties, "DefinitionUri", id)).normalize(),
        substitutions,
        schedule(Tree.mapAt(properties, "Events", id), id));
  }

  private String schedule(Map<String, Object> events, String id) {
    for (Object event : events.values()) {
      Map<String, Object> properties = Tree.mapAt(Tree.map(event, id), "Properties", id);
      if (properties.containsKey("ScheduleExpression")) {
        return intrinsics.text(properties.get("ScheduleExpression"), id + ".ScheduleExpression");
      }
    }
    return "";
  }

  private List<String> command(String id, Map<String, Object> properties) {
    Map<String, Object> container = Tree.mapAt(properties, "ContainerProperties", id);
    return Tree.listAt(container, "Command", id).stream()
        .map(word -> intrinsics.text(word, id + ".Command"))
        .toList();
  }

  private Map<String, Object> resolved(String place, Map<String, Object> properties) {
    return Tree.map(intrinsics.resolve(properties, place), place);
  }

  private FunctionDefinition function(String id, Map<String, Object> own) {
    Map<String, Object> properties = Tree.map(Tree.merged(functionGlobals, own), "function " + id);
    Map<String, Object> environment =
        Tree.mapAt(Tree.mapAt(properties, "Environment", id), "Variables", id);
    // Only what is used is resolved: policies may refer to what exists in AWS alone.
    Map<String, Object> used = new LinkedHashMap<>();
    for (String key :
        List.of("CodeUri", "Handler", "MemorySize", "Timeout", "SnapStart", "Layers")) {
      if (properties.containsKey(key)) {
        used.put(key, intrinsics.resolve(properties.get(key), id + "." + key));
      }
    }
    // Events of other kinds may refer to queues and streams, which are no routes.
    Map<String, Object> events = new LinkedHashMap<>(Tree.mapAt(properties, "Events", id));
    events.values().removeIf(event -> !"HttpApi".equals(Tree.map(event, "Events").get("Type")));
    return new FunctionDefinition(
        id,
        folder.resolve(Tree.text(used, "CodeUri", id)).normalize(),
        Tree.text(used, "Handler", id),
        Tree.number(used, "MemorySize", DEFAULT_MEMORY_MB, id),
        Duration.ofSeconds(Tree.number(used, "Timeout", DEFAULT_TIMEOUT_S, id)),
        "PublishedVersions".equals(Tree.mapAt(used, "SnapStart", id).get("ApplyOn")),
        Tree.listAt(used, "Layers", id).stream().map(String::valueOf).toList(),
        environment,
        routes(resolved(id + ".Events", events), id));
  }

  private static List<Route> routes(Map<String, Object> events, String id) {
    List<Route> routes = new ArrayList<>();
    events.forEach(
        (name, event) -> {
          String place = id + ".Events." + name;
          Map<String, Object> properties = Tree.mapAt(Tree.map(event, place), "Properties", place);
          String path = Tree.text(properties, "Path", place);
          if (path.contains("+}") || path.contains("$default")) {
            throw new TemplateException(place + ": the local run does not know the path " + path);
          }
          String method = Tree.text(properties, "Method", place).toUpperCase(Locale.ROOT);
          routes.add(new Route(method.equals("*") ? "ANY" : method, path));
        });
    return routes;
  }
}
