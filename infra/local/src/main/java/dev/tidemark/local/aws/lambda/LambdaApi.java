package dev.tidemark.local.aws.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsError;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.UrlText;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

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

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int NO_CONTENT = 204;
  private static final int CREATED = 201;

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
    // A web page that somebody has open cannot sign a request without being asked first.
    if (!request.getRequestHeaders().containsKey("Authorization")) {
      throw new AwsError(
          403, "MissingAuthenticationTokenException", "the header Authorization is missing");
    }
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
      return AwsAnswer.empty(NO_CONTENT);
    }
    if (call.equals("POST/versions")) {
      JsonNode wanted = LocalJson.MAPPER.readTree(body);
      checkRevision(wanted, function.draftRevision(), name);
      PublishedVersion version = function.publish(wanted.path("Description").asText());
      return AwsAnswer.json(CREATED, LambdaDocuments.version(function, version));
    }
    return AwsAnswer.json(document(call, qualifier, body));
  }

  private Map<String, Object> document(String call, String qualifier, byte[] body)
      throws IOException {
    if (call.equals("GET/configuration")) {
      return qualifier.isEmpty() || qualifier.equals(LambdaDocuments.DRAFT)
          ? LambdaDocuments.draft(function)
          : LambdaDocuments.version(function, function.version(qualifier));
    }
    if (call.equals("PUT/configuration")) {
      JsonNode request = LocalJson.MAPPER.readTree(body);
      checkRevision(request, function.draftRevision(), function.name());
      Map<String, String> environment = new HashMap<>();
      request
          .path("Environment")
          .path("Variables")
          .properties()
          .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
      function.update(environment);
      return LambdaDocuments.draft(function);
    }
    if (call.equals("GET/versions")) {
      return LambdaDocuments.versions(function);
    }
    String alias = "/aliases/" + function.aliasName();
    if (call.equals("GET" + alias)) {
      return LambdaDocuments.alias(function);
    }
    if (call.equals("PUT" + alias)) {
      JsonNode request = LocalJson.MAPPER.readTree(body);
      checkRevision(request, function.aliasRevision(), function.aliasName());
      Map<String, Double> weights = new HashMap<>();
      request
          .path("RoutingConfig")
          .path("AdditionalVersionWeights")
          .properties()
          .forEach(weight -> weights.put(weight.getKey(), weight.getValue().asDouble()));
      function.route(
          new VersionedFunction.Alias(request.path("FunctionVersion").asText(), weights));
      return LambdaDocuments.alias(function);
    }
    throw new AwsError(404, "UnknownOperationException", call + " is not known here");
  }

  private static void checkRevision(JsonNode request, String revision, String what) {
    String wanted = request.path("RevisionId").asText();
    if (!wanted.isEmpty() && !wanted.equals(revision)) {
      throw new AwsError(
          412, "PreconditionFailedException", what + " is not of the given RevisionId any more");
    }
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
}
