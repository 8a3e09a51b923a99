package dev.tidemark.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which functions follow the streams of tables. */
record StreamReader(TemplateResources resources) {
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String START = "StartingPosition";

  /** The only start that is known here: at the oldest record. */
  static final String OLDEST = "TRIM_HORIZON";

  static final Set<String> KNOWN =
      Set.of(
          "FunctionName",
          "EventSourceArn",
          START,
          "FilterCriteria",
          "BatchSize",
          "MaximumBatchingWindowInSeconds",
          "FunctionResponseTypes",
          "BisectBatchOnFunctionError",
          "MaximumRetryAttempts",
          "MaximumRecordAgeInSeconds",
          "DestinationConfig",
          "Tags");

  private static final int DEFAULT_BATCH = 100;

  List<StreamMapping> read() {
    return resources.read("AWS::Lambda::EventSourceMapping", this::mapping).values().stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<StreamMapping> mapping(String id, Map<String, Object> mapping) {
    String table = MessagingReader.resource(mapping.get("EventSourceArn"));
    if (!resources.type(table).equals(TABLE)) {
      return Optional.empty();
    }
    return Optional.of(
        new StreamMapping(
            id,
            MessagingReader.resource(mapping.get("FunctionName")),
            table,
            patterns(mapping, id),
            Tree.number(mapping, "BatchSize", DEFAULT_BATCH, id),
            Tree.number(mapping, "MaximumRetryAttempts", Integer.MAX_VALUE, id),
            Duration.ofSeconds(
                Tree.number(mapping, "MaximumRecordAgeInSeconds", Integer.MAX_VALUE, id)),
            Boolean.parseBoolean(String.valueOf(mapping.get("BisectBatchOnFunctionError"))),
            Tree.listAt(mapping, "FunctionResponseTypes", id).contains("ReportBatchItemFailures"),
            failures(mapping, id)));
  }

  /** Logical id of the resource that is told of what failed; empty = nobody is. */
  static String failures(Map<String, Object> mapping, String id) {
    Map<String, Object> destinations = Tree.mapAt(mapping, "DestinationConfig", id);
    return MessagingReader.resource(Tree.mapAt(destinations, "OnFailure", id).get("Destination"));
  }

  private static List<String> patterns(Map<String, Object> mapping, String id) {
    return Tree.listAt(Tree.mapAt(mapping, "FilterCriteria", id), "Filters", id).stream()
        .map(filter -> Tree.text(Tree.map(filter, id + ".Filters"), "Pattern", id + ".Filters"))
        .toList();
  }
}
