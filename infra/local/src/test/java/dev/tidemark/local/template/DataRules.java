package dev.tidemark.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tables, buckets, secrets and streams. Each rule answers its breaches. */
final class DataRules {
  /** What outlives the stack, and the property that would name it. */
  private static final Map<String, String> RETAINED =
      Map.of(
          "AWS::DynamoDB::Table", "TableName",
          "AWS::S3::Bucket", "BucketName",
          "AWS::SecretsManager::Secret", "Name");

  /** A create that failed leaves nothing behind: a second one would be refused or be a twin. */
  private static final Map<String, String> POLICIES =
      Map.of("DeletionPolicy", "RetainExceptOnCreate", "UpdateReplacePolicy", "Retain");

  private DataRules() {}

  static List<String> dataIsRetained(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (String type : new TreeSet<>(RETAINED.keySet())) {
      template
          .resources(type)
          .forEach(
              (id, resource) -> {
                POLICIES.forEach(
                    (policy, value) -> {
                      if (!value.equals(resource.get(policy))) {
                        breaches.add(id + ": " + policy + " must be " + value);
                      }
                    });
              });
    }
    return breaches;
  }

  /** A second stack, or a new one beside what was retained, could not be deployed. */
  static List<String> dataHasNoExplicitName(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    RETAINED.forEach(
        (type, name) ->
            template
                .properties(type)
                .forEach(
                    (id, properties) -> {
                      if (properties.containsKey(name)) {
                        breaches.add(id + ": leave " + name + " out");
                      }
                    }));
    return breaches;
  }

  static List<String> tablesRecoverToAPointInTime(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::DynamoDB::Table")
        .forEach(
            (id, table) -> {
              if (!SamTemplate.isTrue(
                  table, "PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")) {
                breaches.add(id + ": neither recovery nor export without point-in-time recovery");
              }
            });
    return breaches;
  }

  static List<String> streamsHoldImages(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::DynamoDB::Table")
        .forEach(
            (id, table) ->
                SamTemplate.at(table, "StreamSpecification/StreamViewType")
                    .filter(view -> !"NEW_AND_OLD_IMAGES".equals(view))
                    .ifPresent(view -> breaches.add(id + ": its stream holds only " + view)));
    return breaches;
  }

  /** By default a record that fails is retried until it expires, and blocks its shard. */
  static List<String> streamRetriesAreBounded(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties(FunctionRules.FUNCTION)
        .forEach(
            (id, function) -> {
              for (String type : List.of("DynamoDB", "Kinesis")) {
                FunctionRules.events(function, type)
                    .forEach((name, event) -> checkStream(id + "." + name, event, breaches));
              }
            });
    template
        .properties("AWS::Lambda::EventSourceMapping")
        .forEach(
            (id, mapping) -> {
              if (mapping.containsKey("StartingPosition")) {
                checkStream(id, mapping, breaches);
              }
            });
    return breaches;
  }

  private static void checkStream(String place, Map<String, Object> event, List<String> breaches) {
    for (String bound : List.of("MaximumRetryAttempts", "MaximumRecordAgeInSeconds")) {
      if (SamTemplate.number(event, bound).filter(value -> value >= 0).isEmpty()) {
        breaches.add(place + ": retries for ever without " + bound);
      }
    }
    if (!SamTemplate.isTrue(event, "BisectBatchOnFunctionError")) {
      breaches.add(place + ": one bad record fails its batch without BisectBatchOnFunctionError");
    }
    if (SamTemplate.at(event, "DestinationConfig/OnFailure/Destination").isEmpty()) {
      breaches.add(place + ": what failed is lost without an OnFailure destination");
    }
  }

  /**
   * To a queue or function of the same template a notification is circular: EventBridge and a rule.
   */
  static List<String> bucketsNotifyThroughEventBridge(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::S3::Bucket")
        .forEach(
            (id, bucket) ->
                Tree.mapAt(bucket, "NotificationConfiguration", id).keySet().stream()
                    .filter(kind -> !kind.equals("EventBridgeConfiguration"))
                    .forEach(
                        kind -> breaches.add(id + ": instead of " + kind + " use EventBridge")));
    return breaches;
  }

  static List<String> secretsAreGenerated(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::SecretsManager::Secret")
        .forEach(
            (id, secret) -> {
              if (!secret.containsKey("GenerateSecretString")
                  || secret.containsKey("SecretString")) {
                breaches.add(id + ": its value must not stand in a template: GenerateSecretString");
              }
            });
    return breaches;
  }
}
