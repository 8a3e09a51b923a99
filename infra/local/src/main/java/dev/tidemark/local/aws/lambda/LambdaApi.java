package dev.tidemark.local.aws.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsError;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.UrlText;
import dev.tidemark.model.ModelVariables;
import dev.tidemark.model.ServedModel;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lambda's own HTTP interface (API version 2015-03-31) as far as promotion and the command line
 * call it: AWS's client does not know the difference.
 *
 * @param function that is published in versions
 * @param others invokes all other functions
 */
public record LambdaApi(VersionedFunction function, Invoker others) implements AwsServer.Service {
  /** Where it is to be served. */
  public static final String PATH = "/2015-03-31/functions/";

  private static final String DRAFT = "$LATEST";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Calls a function that is not published in versions here. */
  @FunctionalInterface
  public interface Invoker {
    /**
     * @throws FunctionException where it fails
     */
    byte[] invoke(String name, byte[] payload, Duration patience);
  }

  @Override
  public AwsAnswer answer(HttpExchange request, byte[] body) throws IOException {
    String path = request.getRequestURI().getPath().substring(PATH.length());
    String name = path.split("/", 2)[0];
    String call = request.getRequestMethod() + path.substring(name.length());
    String qualifier = qualifier(request);
    if (call.equals("POST/invocations")) {
      return invoke(name, qualifier, body);
    }
    if (!name.equals(function.name())) {
      throw AwsError.notFound(name);
    }
    if (call.equals("DELETE")) {
      function.delete(qualifier);
      return AwsAnswer.empty(204);
    }
    if (call.equals("POST/versions")) {
      JsonNode wanted = request(body, function.draftRevision(), name);
      PublishedVersion version = function.publish(wanted.path("Description").asText());
      return AwsAnswer.json(201, version(version));
    }
    return AwsAnswer.json(document(call, qualifier, body));
  }

  private Map<String, Object> document(String call, String qualifier, byte[] body)
      throws IOException {
    if (call.equals("GET/configuration")) {
      return qualifier.isEmpty() || qualifier.equals(DRAFT)
          ? draft()
          : version(function.version(qualifier));
    }
    if (call.equals("PUT/configuration")) {
      JsonNode request = request(body, function.draftRevision(), function.name());
      function.hold(onlyModels(request, function.draft()));
      return draft();
    }
    if (call.equals("GET/versions")) {
      return Map.of("Versions", function.versions().stream().map(this::version).toList());
    }
    String alias = "/aliases/" + function.aliasName();
    if (call.equals("GET" + alias)) {
      return alias();
    }
    if (call.equals("PUT" + alias)) {
      JsonNode request = request(body, function.aliasRevision(), function.aliasName());
      Map<String, Double> weights = new HashMap<>();
      request
          .at("/RoutingConfig/AdditionalVersionWeights")
          .properties()
          .forEach(weight -> weights.put(weight.getKey(), weight.getValue().asDouble()));
      function.route(
          new VersionedFunction.Alias(request.path("FunctionVersion").asText(), weights));
      return alias();
    }
    throw new AwsError(404, "UnknownOperationException", call + " is not known here");
  }

  /**
   * The models of a new configuration. Whoever may promote models could have any program run, were
   * JAVA_TOOL_OPTIONS or the handler changed with it.
   *
   * @param draft variables of the present configuration
   */
  private static ServedModel onlyModels(JsonNode request, Map<String, String> draft) {
    Map<String, String> wanted = new HashMap<>();
    request
        .at("/Environment/Variables")
        .properties()
        .forEach(variable -> wanted.put(variable.getKey(), variable.getValue().asText()));
    Set<String> other = new TreeSet<>(wanted.keySet());
    other.addAll(draft.keySet());
    other.removeIf(name -> Objects.equals(wanted.get(name), draft.get(name)));
    request.fieldNames().forEachRemaining(other::add);
    other.removeAll(Set.of("Environment", "RevisionId"));
    other.removeAll(ModelVariables.NAMES);
    if (!other.isEmpty()) {
      throw new AwsError(
          400,
          "InvalidParameterValueException",
          "locally a configuration differs by its models alone, not by " + other);
    }
    return ModelVariables.read(wanted);
  }

  private static JsonNode request(byte[] body, String revision, String what) throws IOException {
    JsonNode request = LocalJson.MAPPER.readTree(body);
    String wanted = request.path("RevisionId").asText();
    if (!wanted.isEmpty() && !wanted.equals(revision)) {
      throw new AwsError(
          412, "PreconditionFailedException", what + " is not of the given RevisionId any more");
    }
    return request;
  }

  private AwsAnswer invoke(String name, String qualifier, byte[] body) {
    try {
      return AwsAnswer.of(
          name.equals(function.name())
              ? function.version(qualifier).function().invoke(body, PATIENCE)
              : others.invoke(name, body, PATIENCE));
    } catch (FunctionException e) {
      return AwsAnswer.of(LocalJson.bytes(Map.of("errorMessage", e.getMessage())))
          .with("X-Amz-Function-Error", "Unhandled");
    }
  }

  private static String qualifier(HttpExchange request) {
    String query = request.getRequestURI().getRawQuery();
    return query == null ? "" : UrlText.query(query).getOrDefault("Qualifier", "");
  }

  private Map<String, Object> draft() {
    return configuration(
        DRAFT, function.draft(), PublishedVersion.ACTIVE, "", function.draftRevision());
  }

  private Map<String, Object> version(PublishedVersion version) {
    return configuration(
        version.number(),
        version.environment(),
        version.state().get(),
        version.description(),
        "version-" + version.number());
  }

  private Map<String, Object> configuration(
      String version,
      Map<String, String> environment,
      PublishedVersion.State state,
      String description,
      String revision) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("FunctionName", function.name());
    document.put("FunctionArn", arn(version));
    document.put("Version", version);
    document.put("Description", description);
    document.put("CodeSha256", "local");
    document.put("Environment", Map.of("Variables", environment));
    document.put("State", state.name());
    document.put("StateReason", state.reason());
    document.put("LastUpdateStatus", "Successful");
    document.put("RevisionId", revision);
    boolean optimised = state.equals(PublishedVersion.ACTIVE) && !version.equals(DRAFT);
    document.put(
        "SnapStart",
        Map.of("ApplyOn", "PublishedVersions", "OptimizationStatus", optimised ? "On" : "Off"));
    return document;
  }

  private String arn(String qualifier) {
    return LocalAccount.arn("lambda", "function:" + function.name() + ":" + qualifier);
  }

  private Map<String, Object> alias() {
    VersionedFunction.Alias alias = function.alias();
    return Map.of(
        "AliasArn", arn(function.aliasName()),
        "Name", function.aliasName(),
        "FunctionVersion", alias.version(),
        "RoutingConfig", Map.of("AdditionalVersionWeights", alias.weights()),
        "RevisionId", function.aliasRevision());
  }
}
