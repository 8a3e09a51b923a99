package dev.tidemark.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads how messages reach functions. Rules and mappings that use no queue are left out, which
 * {@link TemplateGaps} tells.
 */
final class MessagingReader {
  private static final int DEFAULT_VISIBILITY_S = 30;
  private static final int DEFAULT_BATCH = 10;

  private final TemplateResources resources;
  private final Intrinsics intrinsics;

  MessagingReader(TemplateResources resources, Intrinsics intrinsics) {
    this.resources = resources;
    this.intrinsics = intrinsics;
  }

  Messaging read() {
    Map<String, String> buses = new LinkedHashMap<>();
    List<Messaging.EventRule> rules = new ArrayList<>();
    List<Messaging.Queue> queues = new ArrayList<>();
    List<Messaging.Mapping> mappings = new ArrayList<>();
    resources
        .of("AWS::Events::EventBus")
        .forEach((id, bus) -> buses.put(id, intrinsics.text(bus.get("Name"), id + ".Name")));
    resources
        .of("AWS::Events::Rule")
        .forEach(
            (id, rule) -> {
              List<String> targets = queuesOf(rule, id);
              if (rule.containsKey("EventPattern") && !targets.isEmpty()) {
                String bus =
                    buses.getOrDefault(resource(rule.get("EventBusName")), Messaging.DEFAULT_BUS);
                rules.add(new Messaging.EventRule(id, bus, pattern(rule, id), targets));
              }
            });
    resources.of("AWS::SQS::Queue").forEach((id, queue) -> queues.add(queue(id, queue)));
    resources
        .of("AWS::Lambda::EventSourceMapping")
        .forEach(
            (id, mapping) -> {
              String queue = resource(mapping.get("EventSourceArn"));
              if (isQueue(queue)) {
                int batch = Tree.number(mapping, "BatchSize", DEFAULT_BATCH, id);
                mappings.add(
                    new Messaging.Mapping(resource(mapping.get("FunctionName")), queue, batch));
              }
            });
    return new Messaging(List.copyOf(buses.values()), rules, queues, mappings, notifyingBuckets());
  }

  private List<String> notifyingBuckets() {
    List<String> buckets = new ArrayList<>();
    resources
        .of("AWS::S3::Bucket")
        .forEach(
            (id, bucket) -> {
              if (Tree.mapAt(bucket, "NotificationConfiguration", id)
                  .containsKey("EventBridgeConfiguration")) {
                buckets.add(id);
              }
            });
    return buckets;
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
