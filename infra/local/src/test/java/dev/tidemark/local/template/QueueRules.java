package dev.tidemark.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Queues and the functions that read them. Each rule answers its breaches. */
final class QueueRules {
  private static final String QUEUE = "AWS::SQS::Queue";

  /** Keys under which a queue stands that takes what failed. */
  private static final Set<String> FAILURES =
      Set.of("deadLetterTargetArn", "OnFailure", "DeadLetterConfig", "DeadLetterQueue");

  /** AWS's advice for a queue that a function reads. */
  private static final int VISIBILITY_FACTOR = 6;

  private QueueRules() {}

  /** A function's event or a mapping that reads queues of the template. */
  private record Reader(
      String place, String function, Set<String> queues, Map<String, Object> properties) {}

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
    for (Reader reader : readers(template)) {
      Map<String, Object> function =
          template.properties(FunctionRules.FUNCTION).getOrDefault(reader.function(), Map.of());
      int least = VISIBILITY_FACTOR * SamTemplate.number(function, "Timeout").orElse(3);
      for (String queue : reader.queues()) {
        if (SamTemplate.number(queues.get(queue), "VisibilityTimeout").orElse(30) < least) {
          breaches.add(
              String.format(
                  "%s: VisibilityTimeout under %d s, six times the timeout of %s",
                  queue, least, reader.function()));
        }
      }
    }
    return breaches;
  }

  /** One bad message must not bring back its neighbours, nor a full queue take all concurrency. */
  static List<String> readersAreBounded(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (Reader reader : readers(template)) {
      if (!PolicyRules.texts(reader.properties().get("FunctionResponseTypes"))
          .contains("ReportBatchItemFailures")) {
        breaches.add(reader.place() + ": FunctionResponseTypes without ReportBatchItemFailures");
      }
      if (SamTemplate.number(reader.properties(), "ScalingConfig/MaximumConcurrency").isEmpty()) {
        breaches.add(reader.place() + ": ScalingConfig without MaximumConcurrency");
      }
    }
    return breaches;
  }

  private static List<Reader> readers(SamTemplate template) {
    List<Reader> readers = new ArrayList<>();
    template
        .properties(FunctionRules.FUNCTION)
        .forEach(
            (id, function) ->
                FunctionRules.events(function, "SQS")
                    .forEach(
                        (name, event) ->
                            readers.add(
                                new Reader(
                                    id + "." + name,
                                    id,
                                    queues(template, event.get("Queue")),
                                    event))));
    template
        .properties("AWS::Lambda::EventSourceMapping")
        .forEach(
            (id, mapping) ->
                readers.add(
                    new Reader(
                        id,
                        String.join("", SamTemplate.targets(mapping.get("FunctionName"))),
                        queues(template, mapping.get("EventSourceArn")),
                        mapping)));
    readers.removeIf(reader -> reader.queues().isEmpty());
    return readers;
  }

  private static Set<String> queues(SamTemplate template, Object reference) {
    Set<String> ids = SamTemplate.targets(reference);
    ids.retainAll(template.resources(QUEUE).keySet());
    return ids;
  }
}
