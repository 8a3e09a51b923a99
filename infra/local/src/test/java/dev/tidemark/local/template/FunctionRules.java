package dev.tidemark.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a deployment stands or falls with in functions and layers. Each rule answers its breaches.
 */
final class FunctionRules {
  static final String FUNCTION = "AWS::Serverless::Function";

  /** Beyond it SnapStart is refused. */
  private static final int SNAPSHOT_STORAGE_MB = 512;

  private static final int NATIVE_MEMORY_MB = 3008;
  private static final List<String> NATIVE_OPTIONS =
      List.of(
          "-Dai.djl.tensorflow.num_interop_threads=1",
          "-Dai.djl.tensorflow.num_intraop_threads=1",
          "-Djna.tmpdir=/tmp",
          "-Dorg.bytedeco.javacpp.cachedir=/tmp");

  /** Services whose calls the function does not make itself. */
  private static final Set<String> WITHOUT_CLIENT = Set.of("kms", "logs", "xray");

  private FunctionRules() {}

  static List<String> smallStorage(SamTemplate template) {
    return breaches(
        template,
        function ->
            isSnapStart(function)
                    && SamTemplate.at(function, "EphemeralStorage/Size").isPresent()
                    && SamTemplate.number(function, "EphemeralStorage/Size").orElse(10_240)
                        > SNAPSHOT_STORAGE_MB
                ? "SnapStart takes no EphemeralStorage above 512 MB"
                : "");
  }

  static List<String> noProvisionedConcurrency(SamTemplate template) {
    return breaches(
        template,
        function ->
            isSnapStart(function) && function.containsKey("ProvisionedConcurrencyConfig")
                ? "SnapStart and provisioned concurrency exclude each other"
                : "");
  }

  static List<String> snapshotBehindAnAlias(SamTemplate template) {
    return breaches(
        template,
        function ->
            isSnapStart(function) && !hasAlias(function)
                ? "SnapStart works on published versions: name an AutoPublishAlias"
                : "");
  }

  static List<String> httpFunctionsRestoreFromSnapshots(SamTemplate template) {
    return breaches(
        template,
        function ->
            isHttp(function) && !isSnapStart(function) ? "answers HTTP without SnapStart" : "");
  }

  /**
   * One that nobody asked for in 14 days is deleted, and the first calls after that are refused.
   */
  static List<String> onlyHttpFunctionsRestoreFromSnapshots(SamTemplate template) {
    return breaches(
        template,
        function ->
            !isHttp(function) && isSnapStart(function)
                ? "nobody waits for it, and its snapshot would be gone: SnapStart: {ApplyOn: None}"
                : "");
  }

  static List<String> httpFunctionsPublishEveryChange(SamTemplate template) {
    return breaches(
        template,
        function ->
            isHttp(function) && !SamTemplate.isTrue(function, "AutoPublishAliasAllProperties")
                ? "a changed environment publishes no version: AutoPublishAliasAllProperties"
                : "");
  }

  /**
   * SAM's hash of the properties sees that a parameter is used, not its value. Another description
   * of a version replaces it, and with it what the alias points to.
   */
  static List<String> versionsTellTheirParameters(SamTemplate template) {
    Set<String> parameters = Tree.mapAt(template.document(), "Parameters", "template").keySet();
    return breaches(
        template,
        function -> {
          Set<String> used = new TreeSet<>(SamTemplate.targets(function));
          used.retainAll(parameters);
          used.removeAll(
              SamTemplate.targets(SamTemplate.at(function, "VersionDescription").orElse("")));
          return hasAlias(function) && !used.isEmpty()
              ? "name in its VersionDescription, or their values reach no version: " + used
              : "";
        });
  }

  /** Each update would publish a version that nobody calls. */
  static List<String> aliasesAreCalled(SamTemplate template) {
    Set<Object> called = new HashSet<>();
    SamTemplate.visit(template.document(), map -> called.add(map.get("Ref")));
    List<String> breaches = new ArrayList<>();
    template
        .properties(FUNCTION)
        .forEach(
            (id, function) -> {
              if (hasAlias(function)
                  && !function.containsKey("Events")
                  && !called.contains(id + ".Alias")) {
                breaches.add(id + ": nobody calls its alias: AutoPublishAlias: ''");
              }
            });
    return breaches;
  }

  /** promote-model moves the alias of the function that holds a model. */
  static List<String> noDeploymentPreferenceBesideAModel(SamTemplate template) {
    return breaches(
        template,
        function ->
            SamTemplate.at(function, "Environment/Variables/MODEL_VERSION").isPresent()
                    && function.containsKey("DeploymentPreference")
                ? "two would move its alias: leave DeploymentPreference out"
                : "");
  }

  /** A new account has 10 in all, of which none may be reserved. */
  static List<String> noReservedConcurrency(SamTemplate template) {
    return breaches(
        template,
        function ->
            function.containsKey("ReservedConcurrentExecutions")
                ? "a new account has no concurrency to reserve"
                : "");
  }

  static List<String> logGroupWithRetention(SamTemplate template) {
    Map<String, Map<String, Object>> groups = template.properties("AWS::Logs::LogGroup");
    return breaches(
        template,
        function -> {
          Optional<Object> group = SamTemplate.at(function, "LoggingConfig/LogGroup");
          boolean kept =
              group.stream()
                  .flatMap(it -> SamTemplate.targets(it).stream())
                  .anyMatch(it -> SamTemplate.at(groups.get(it), "RetentionInDays").isPresent());
          return kept ? "" : "its LoggingConfig names no log group of the template with retention";
        });
  }

  /**
   * One blank variable for each service that the function may call, since only those can be set.
   */
  static List<String> declaredEndpoints(SamTemplate template) {
    Set<String> destinations = failureDestinations(template);
    return breaches(
        template,
        function -> {
          Set<String> missing = new TreeSet<>();
          for (Map<?, ?> statement : PolicyRules.allowing(function.get("Policies"))) {
            if (destinations.containsAll(SamTemplate.targets(statement.get("Resource")))) {
              continue;
            }
            for (String action : PolicyRules.texts(statement.get("Action"))) {
              missing.add(endpointOf(action));
            }
          }
          missing.remove("");
          missing.removeIf(
              name ->
                  SamTemplate.at(function, "Environment/Variables/" + name)
                      .filter(""::equals)
                      .isPresent());
          return missing.isEmpty() ? "" : "declare blank in its environment: " + missing;
        });
  }

  /** What Lambda sends to by itself, in the name of the function. */
  private static Set<String> failureDestinations(SamTemplate template) {
    Set<String> destinations = new TreeSet<>();
    SamTemplate.visit(
        template.properties("AWS::Lambda::EventSourceMapping"),
        map -> destinations.addAll(SamTemplate.targets(map.get("OnFailure"))));
    return destinations;
  }

  private static String endpointOf(String action) {
    String service = action.substring(0, Math.max(0, action.indexOf(':')));
    if (service.isEmpty() || WITHOUT_CLIENT.contains(service)) {
      return "";
    }
    String name = service.equals("secretsmanager") ? "secrets" : service;
    return name.toUpperCase(Locale.ROOT) + "_ENDPOINT";
  }

  /** TensorFlow takes about 430 MB beside the heap, and only /tmp is writable. */
  static List<String> tensorFlowHasRoom(SamTemplate template) {
    return breaches(
        template,
        function -> {
          if (!function.containsKey("Layers")) {
            return "";
          }
          String options =
              SamTemplate.at(function, "Environment/Variables/JAVA_TOOL_OPTIONS")
                  .map(String::valueOf)
                  .orElse("");
          return NATIVE_OPTIONS.stream().allMatch(options::contains)
                  && SamTemplate.number(function, "MemorySize").orElse(128) >= NATIVE_MEMORY_MB
              ? ""
              : "needs " + NATIVE_MEMORY_MB + " MB and in JAVA_TOOL_OPTIONS " + NATIVE_OPTIONS;
        });
  }

  static List<String> layersPublishVersions(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::Serverless::LayerVersion")
        .forEach(
            (id, layer) -> {
              if (!SamTemplate.isTrue(layer, "PublishLambdaVersion")) {
                breaches.add(id + ": a changed layer publishes no version: PublishLambdaVersion");
              }
            });
    return breaches;
  }

  /** Where one stays, an update that failed cannot be tried again: its version is there already. */
  static List<String> versionsGoWithTheirUpdate(SamTemplate template) {
    return breaches(
        template,
        function ->
            hasAlias(function)
                    && SamTemplate.at(function, "Environment/Variables/MODEL_VERSION").isEmpty()
                    && !"Delete".equals(function.get("VersionDeletionPolicy"))
                ? "nobody goes back to a former version: VersionDeletionPolicy: Delete"
                : "");
  }

  /** Its next version has another name, so that one that stays stays for ever. */
  static List<String> layersGoWithTheirUpdate(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::Serverless::LayerVersion")
        .forEach(
            (id, layer) -> {
              if (!"Delete".equals(layer.get("RetentionPolicy"))) {
                breaches.add(id + ": each update leaves a version behind: RetentionPolicy: Delete");
              }
            });
    return breaches;
  }

  private static boolean hasAlias(Map<String, Object> function) {
    return SamTemplate.at(function, "AutoPublishAlias").filter(it -> !it.equals("")).isPresent();
  }

  private static boolean isSnapStart(Map<String, Object> function) {
    return SamTemplate.at(function, "SnapStart/ApplyOn")
        .filter("PublishedVersions"::equals)
        .isPresent();
  }

  private static boolean isHttp(Map<String, Object> function) {
    return !events(function, "HttpApi").isEmpty();
  }

  /** Properties of a function's events of one type. */
  static Map<String, Map<String, Object>> events(Map<String, Object> function, String type) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    Tree.mapAt(function, "Events", "function")
        .forEach(
            (name, event) -> {
              if (SamTemplate.at(event, "Type").filter(type::equals).isPresent()) {
                found.put(name, Tree.mapAt(Tree.map(event, name), "Properties", name));
              }
            });
    return found;
  }

  /** What is wrong with one function, or an empty text. */
  interface Check {
    String of(Map<String, Object> function);
  }

  private static List<String> breaches(SamTemplate template, Check check) {
    List<String> breaches = new ArrayList<>();
    template
        .properties(FUNCTION)
        .forEach(
            (id, function) -> {
              String breach = check.of(function);
              if (!breach.isEmpty()) {
                breaches.add(id + ": " + breach);
              }
            });
    return breaches;
  }
}
