package dev.tidemark.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tables, buckets, secrets, streams and queues. Each rule answers its breaches. */
final class DataRules {
  private static final String QUEUE = "AWS::SQS::Queue";

  /** What outlives the stack, and the property that would name it. */
  private static final Map<String, String> RETAINED =
      Map.of(
          "AWS::DynamoDB::Table", "TableName",
          "AWS::S3::Bucket", "BucketName",
          "AWS::SecretsManager::Secret", "Name");

  /** Keys under which a queue stands that takes what failed. */
  private static final Set<String> FAILURES =
      Set.of("deadLetterTargetArn", "OnFailure", "DeadLetterConfig", "DeadLetterQueue");

  /** AWS's advice for a queue that a function reads. */
  private static final int VISIBILITY_FACTOR = 6;

  private DataRules() {}

  static List<String> dataIsRetained(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (String type : new TreeSet<>(RETAINED.keySet())) {
      template
          .resources(type)
          .forEach(
              (id, resource) -> {
                for (String policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
                  if (!"Retain".equals(resource.get(policy))) {
                    breaches.add(id + ": " + policy + " must be Retain");
                  }
                }
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

  /** Not a KMS key of the account's: EventBridge cannot send through {@code alias/aws/sqs}. */
  static List<String> queuesAreEncryptedBySqs(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties(QUEUE)
        .forEach(
            (id, queue) -> {
              if (!SamTemplate.isTrue(queue, "SqsManagedSseEnabled")) {
                breaches.add(id + ": SqsManagedSseEnabled must be true");
              }
            });
    return breaches;
  }

  static List<String> queuesGiveUp(SamTemplate template) {
    Set<String> deadLetters = new TreeSet<>();
    SamTemplate.visit(
        template.document(),
        map ->
            FAILURES.stream()
                .filter(map::containsKey)
                .forEach(key -> deadLetters.addAll(SamTemplate.targets(map.get(key)))));
    List<String> breaches = new ArrayList<>();
    template
        .properties(QUEUE)
        .forEach(
            (id, queue) -> {
              boolean redriven =
                  SamTemplate.number(queue, "RedrivePolicy/maxReceiveCount").isPresent()
                      && SamTemplate.at(queue, "RedrivePolicy/deadLetterTargetArn").isPresent();
              if (!redriven && !deadLetters.contains(id)) {
                breaches.add(id + ": a message that fails returns for ever without RedrivePolicy");
              }
            });
    return breaches;
  }

  static List<String> queuesOutwaitTheirFunctions(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    Map<String, Map<String, Object>> queues = template.properties(QUEUE);
    template
        .properties(FunctionRules.FUNCTION)
        .forEach(
            (id, function) -> {
              int least = VISIBILITY_FACTOR * SamTemplate.number(function, "Timeout").orElse(3);
              FunctionRules.events(function, "SQS").values().stream()
                  .flatMap(event -> SamTemplate.targets(event.get("Queue")).stream())
                  .filter(
                      queue ->
                          SamTemplate.number(queues.get(queue), "VisibilityTimeout").orElse(30)
                              < least)
                  .forEach(
                      queue ->
                          breaches.add(
                              String.format(
                                  "%s: VisibilityTimeout under %d s, six times the timeout of %s",
                                  queue, least, id)));
            });
    return breaches;
  }
}
