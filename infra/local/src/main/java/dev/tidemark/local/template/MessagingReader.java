package dev.tidemark.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads how messages reach functions. Rules and mappings that use no queue are left out, which
 * {@link TemplateGaps} tells.
 */
record MessagingReader(TemplateResources resources, Intrinsics intrinsics) {
  private static final int DEFAULT_VISIBILITY_S = 30;
  private static final int DEFAULT_BATCH = 10;

  Messaging read() {
    Map<String, String> buses =
        resources.read(
            "AWS::Events::EventBus", (id, bus) -> intrinsics.text(bus.get("Name"), id + ".Name"));
    return new Messaging(
        List.copyOf(buses.values()),
        present(resources.read("AWS::Events::Rule", (id, rule) -> rule(id, rule, buses))),
        List.copyOf(resources.read("AWS::SQS::Queue", MessagingReader::queue).values()),
        present(resources.read("AWS::Lambda::EventSourceMapping", this::mapping)),
        present(resources.read("AWS::S3::Bucket", MessagingReader::notifying)),
        variables());
  }

  private Map<String, String> variables() {
    Map<String, String> queues = new TreeMap<>();
    resources
        .read(
            "AWS::Serverless::Function", (id, function) -> Tree.mapAt(function, "Environment", id))
        .forEach(
            (id, environment) ->
                Tree.mapAt(environment, "Variables", id)
                    .forEach((name, value) -> queues.put(name, resource(value))));
    queues.values().removeIf(id -> !isQueue(id));
    return queues;
  }

  private static <T> List<T> present(Map<String, Optional<T>> found) {
    return found.values().stream().flatMap(Optional::stream).toList();
  }

  private Optional<Messaging.EventRule> rule(
      String id, Map<String, Object> rule, Map<String, String> buses) {
    List<String> targets = queuesOf(rule, id);
    if (!rule.containsKey("EventPattern") || targets.isEmpty()) {
      return Optional.empty();
    }
    String bus = buses.getOrDefault(resource(rule.get("EventBusName")), Messaging.DEFAULT_BUS);
    return Optional.of(new Messaging.EventRule(id, bus, pattern(rule, id), targets));
  }

  private Optional<Messaging.Mapping> mapping(String id, Map<String, Object> mapping) {
    String queue = resource(mapping.get("EventSourceArn"));
    if (!isQueue(queue)) {
      return Optional.empty();
    }
    int batch = Tree.number(mapping, "BatchSize", DEFAULT_BATCH, id);
    return Optional.of(new Messaging.Mapping(resource(mapping.get("FunctionName")), queue, batch));
  }

  private static Optional<String> notifying(String id, Map<String, Object> bucket) {
    return Tree.mapAt(bucket, "NotificationConfiguration", id)
            .containsKey("EventBridgeConfiguration")
        ? Optional.of(id)
        : Optional.empty();
  }

  private Map<String, Object> pattern(Map<String, Object> rule, String id) {
    String place = id + ".EventPattern";
    return Tree.map(intrinsics.resolve(rule.get("EventPattern"), place), place);
  }

  private List<String> queuesOf(Map<String, Object> rule, String id) {
    return Tree.listAt(rule, "Targets", id).stream()
        .map(target -> resource(Tree.map(target, id + ".Targets").get("Arn")))
        .filter(this::isQueue)
        .toList();
  }

  private static Messaging.Queue queue(String id, Map<String, Object> queue) {
    Map<String, Object> redrive = Tree.mapAt(queue, "RedrivePolicy", id);
    return new Messaging.Queue(
        id,
        Duration.ofSeconds(Tree.number(queue, "VisibilityTimeout", DEFAULT_VISIBILITY_S, id)),
        resource(redrive.get("deadLetterTargetArn")),
        Tree.number(redrive, "maxReceiveCount", 0, id));
  }

  private boolean isQueue(String id) {
    return resources.type(id).equals("AWS::SQS::Queue");
  }

  /** The logical id in a reference such as {@code !GetAtt Queue.Arn} or {@code !Ref Shop.Alias}. */
  static String resource(Object reference) {
    if (reference instanceof Map<?, ?> map && map.size() == 1) {
      Object target = map.values().iterator().next();
      String name = String.valueOf(target instanceof List<?> list ? list.get(0) : target);
      return name.split("\\.", 2)[0];
    }
    return "";
  }
}
