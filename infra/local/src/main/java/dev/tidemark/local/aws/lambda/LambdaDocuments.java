package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.LocalAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lambda's answers as JSON values. */
final class LambdaDocuments {
  static final String DRAFT = "$LATEST";

  private LambdaDocuments() {}

  static Map<String, Object> draft(VersionedFunction function) {
    return configuration(
        function, DRAFT, function.draft(), PublishedVersion.ACTIVE, "", function.draftRevision());
  }

  static Map<String, Object> version(VersionedFunction function, PublishedVersion version) {
    return configuration(
        function,
        version.number(),
        version.environment(),
        version.state().get(),
        version.description(),
        "version-" + version.number());
  }

  private static Map<String, Object> configuration(
      VersionedFunction function,
      String version,
      Map<String, String> environment,
      PublishedVersion.State state,
      String description,
      String revision) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("FunctionName", function.name());
    document.put("FunctionArn", arn(function, version));
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

  private static String arn(VersionedFunction function, String qualifier) {
    return LocalAccount.arn("lambda", "function:" + function.name() + ":" + qualifier);
  }

  static Map<String, Object> versions(VersionedFunction function) {
    List<Map<String, Object>> all =
        function.versions().stream().map(version -> version(function, version)).toList();
    return Map.of("Versions", all);
  }

  static Map<String, Object> alias(VersionedFunction function) {
    VersionedFunction.Alias alias = function.alias();
    return Map.of(
        "AliasArn", arn(function, function.aliasName()),
        "Name", function.aliasName(),
        "FunctionVersion", alias.version(),
        "RoutingConfig", Map.of("AdditionalVersionWeights", alias.weights()),
        "RevisionId", function.aliasRevision());
  }
}
