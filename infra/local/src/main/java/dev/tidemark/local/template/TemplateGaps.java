package dev.tidemark.local.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the template asks for and the local run would leave undone in silence: it would work in AWS
 * and do nothing here. A line for each, with what to do.
 */
final class TemplateGaps {
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String MACHINE = "AWS::Serverless::StateMachine";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
  private static final String RULE = "AWS::Events::Rule";

  /** What stands here, so that functions may be led to it. */
  private static final Set<String> RUN =
      Set.of(
          QUEUE,
          StreamReader.TABLE,
          FUNCTION,
          MACHINE,
          MAPPING,
          RULE,
          "AWS::Serverless::HttpApi",
          "AWS::Serverless::LayerVersion",
          "AWS::S3::Bucket",
          "AWS::SecretsManager::Secret",
          "AWS::Events::EventBus",
          "AWS::Scheduler::ScheduleGroup",
          "AWS::Batch::JobDefinition",
          "AWS::Batch::JobQueue",
          "AWS::Batch::ComputeEnvironment");

  /** Permissions, networks, logs and alarms: nothing works otherwise without them. */
  private static final Pattern NEEDED_IN_AWS_ALONE =
      Pattern.compile(
          "AWS::((IAM|EC2|Logs|CloudWatch|KMS)::.*|SNS::Topic|Lambda::Permission|.*Policy)");

  private static final Set<String> KNOWN_OF_A_MAPPING =
      Set.of(
          "FunctionName",
          "EventSourceArn",
          "BatchSize",
          "MaximumBatchingWindowInSeconds",
          "FunctionResponseTypes",
          "ScalingConfig",
          "Tags");
  private static final Set<String> KNOWN_OF_A_TARGET =
      Set.of("Id", "Arn", "DeadLetterConfig", "RetryPolicy");
  private static final List<String> STACKS = List.of("aws.cloudformation");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}.]+)[^}]*}");
  private static final String REMEDY =
      "; give it a Condition that does not hold by default, or a stand-in in infra/local";

  private final TemplateResources resources;
  private final List<String> gaps = new ArrayList<>();

  private TemplateGaps(TemplateResources resources) {
    this.resources = resources;
  }

  /**
   * @param resources those that would be deployed
   * @param functions of these resources, with the globals merged in
   */
  static List<String> of(TemplateResources resources, Collection<FunctionDefinition> functions) {
    TemplateGaps found = new TemplateGaps(resources);
    resources.ids().forEach(found::look);
    functions.forEach(
        function -> found.references(function.id() + ".Environment", function.environment()));
    return found.gaps;
  }

  private void look(String id) {
    Map<String, Object> properties = resources.properties(id);
    String type = resources.type(id);
    switch (type) {
      case MAPPING -> mapping(id, properties);
      case RULE -> rule(id, properties);
      case FUNCTION -> events(id, properties, Set.of("HttpApi"));
      case MACHINE -> stateMachine(id, properties);
      default -> {
        if (!RUN.contains(type) && !NEEDED_IN_AWS_ALONE.matcher(type).matches()) {
          add(id, "does not know the type " + type);
        }
      }
    }
  }

  private void mapping(String id, Map<String, Object> mapping) {
    String source = MessagingReader.resource(mapping.get("EventSourceArn"));
    String function = MessagingReader.resource(mapping.get("FunctionName"));
    if (resources.type(source).equals(StreamReader.TABLE)) {
      stream(id, mapping);
    } else if (!resources.type(source).equals(QUEUE)) {
      add(
          id,
          "brings functions what is in queues and streams of tables only: "
              + function
              + " would get nothing");
    } else {
      rest(id, mapping, KNOWN_OF_A_MAPPING);
    }
  }

  private void stream(String id, Map<String, Object> mapping) {
    Object start = mapping.get(StreamReader.START);
    if (!StreamReader.OLDEST.equals(start)) {
      add(id, "follows streams from " + StreamReader.OLDEST + " only, not from " + start);
    }
    String failures = StreamReader.failures(mapping, id);
    if (!resources.type(failures).equals(QUEUE)) {
      add(id, "sets records aside in a queue only: name one as its OnFailure destination");
    }
    rest(id, mapping, StreamReader.KNOWN);
  }

  private void stateMachine(String id, Map<String, Object> machine) {
    if (!id.equals(StateMachineDefinition.TRAINING)) {
      add(id, "runs no state machine but " + StateMachineDefinition.TRAINING);
    }
    events(id, machine, Set.of("Schedule", "ScheduleV2"));
    references(id + ".DefinitionSubstitutions", Tree.mapAt(machine, "DefinitionSubstitutions", id));
  }

  private void rule(String id, Map<String, Object> rule) {
    if (Tree.mapAt(rule, "EventPattern", id).get("source") instanceof List<?> sources
        && sources.equals(STACKS)) {
      return; // here is no stack that could be updated
    }
    if (!rule.containsKey("EventPattern")) {
      add(id, "knows rules with an EventPattern only: this one would never fire");
    }
    for (Object entry : Tree.listAt(rule, "Targets", id)) {
      Map<String, Object> target = Tree.map(entry, id + ".Targets");
      String name = MessagingReader.resource(target.get("Arn"));
      if (!resources.type(name).equals(QUEUE)) {
        add(id + ".Targets", "has queues as targets only: " + name + " would get nothing");
      }
      rest(id + ".Targets", target, KNOWN_OF_A_TARGET);
    }
  }

  private void events(String id, Map<String, Object> properties, Set<String> known) {
    Tree.mapAt(properties, "Events", id)
        .forEach(
            (name, event) -> {
              String place = id + ".Events." + name;
              String type = Tree.text(Tree.map(event, place), "Type", place);
              if (!known.contains(type)) {
                add(place, "does not know events of the type " + type + " here");
              }
            });
  }

  private void rest(String place, Map<String, Object> owner, Set<String> known) {
    owner.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> add(place, "does not know " + name));
  }

  /** Names that stand for a resource which is not here. */
  private void references(String place, Map<String, Object> values) {
    values.forEach(
        (name, value) -> {
          Set<String> names = new LinkedHashSet<>();
          collect(value, names);
          names.stream()
              .filter(id -> resources.ids().contains(id) && !RUN.contains(resources.type(id)))
              .forEach(
                  id ->
                      add(place + "." + name, "does not run " + id + ", an " + resources.type(id)));
        });
  }

  private static void collect(Object value, Set<String> names) {
    if (value instanceof List<?> list) {
      list.forEach(entry -> collect(entry, names));
    } else if (value instanceof Map<?, ?> map) {
      Stream.of("Ref", "Fn::GetAtt")
          .filter(map::containsKey)
          .forEach(function -> names.add(MessagingReader.resource(map)));
      map.values().forEach(child -> collect(child, names));
    } else {
      Matcher matcher = PLACEHOLDER.matcher(String.valueOf(value));
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
  }

  private void add(String place, String what) {
    gaps.add(place + ": the local run " + what + REMEDY);
  }
}
