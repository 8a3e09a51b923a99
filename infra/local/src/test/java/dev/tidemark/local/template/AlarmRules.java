package dev.tidemark.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metric;
import dev.tidemark.lambda.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who watches. Each rule answers its breaches. */
final class AlarmRules {
  private static final String ALARM = "AWS::CloudWatch::Alarm";
  private static final Set<String> WRITTEN =
      Arrays.stream(Metric.values()).map(Metric::label).collect(Collectors.toSet());

  private AlarmRules() {}

  static List<String> alarmsTellSomebody(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    Set<String> topics = template.resources("AWS::SNS::Topic").keySet();
    template
        .properties(ALARM)
        .forEach(
            (id, alarm) -> {
              if (SamTemplate.targets(alarm.get("AlarmActions")).stream()
                  .noneMatch(topics::contains)) {
                breaches.add(id + ": its AlarmActions name no topic of the template");
              }
            });
    return breaches;
  }

  /** A misspelt metric never has data, and an alarm without data is never raised. */
  static List<String> metricsAreThoseThatTheCodeWrites(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (Map<?, ?> metric : metrics(template, Metrics.NAMESPACE)) {
      String name = String.valueOf(metric.get("MetricName"));
      if (!WRITTEN.contains(name)) {
        breaches.add("no function writes the metric " + name);
      }
      if (!String.valueOf(metric.get("Dimensions")).contains("Name=" + Metrics.DIMENSION)) {
        breaches.add(name + " has the one dimension " + Metrics.DIMENSION);
      }
    }
    return breaches;
  }

  static List<String> dashboardsShowWhatTheCodeWrites(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::CloudWatch::Dashboard")
        .forEach(
            (id, dashboard) -> {
              Set<String> shown = new TreeSet<>();
              try {
                collect(body(dashboard), shown);
              } catch (JsonProcessingException e) {
                breaches.add(id + ": its body is not JSON: " + e.getOriginalMessage());
                return;
              }
              shown.stream()
                  .filter(name -> !WRITTEN.contains(name))
                  .forEach(name -> breaches.add(id + ": no function writes the metric " + name));
              WRITTEN.stream()
                  .filter(name -> !shown.contains(name))
                  .forEach(name -> breaches.add(id + " does not show " + name));
            });
    return breaches;
  }

  private static JsonNode body(Map<String, Object> dashboard) throws JsonProcessingException {
    String text = String.valueOf(SamTemplate.at(dashboard, "DashboardBody/Fn::Sub").orElse(""));
    return Json.mapper().readTree(text.replaceAll("\\$\\{[^}]+}", "x"));
  }

  /** Names in metrics such as {@code ["Tidemark", "ModelAge", "FunctionName", "..."]}. */
  private static void collect(JsonNode node, Set<String> names) {
    if (node.isArray() && node.path(0).asText().equals(Metrics.NAMESPACE)) {
      names.add(node.path(1).asText());
    }
    node.forEach(child -> collect(child, names));
  }

  static List<String> functionsAreWatched(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (String name : List.of("Errors", "Throttles")) {
      Set<String> watched = targets(template, "AWS/Lambda", name);
      template.resources(FunctionRules.FUNCTION).keySet().stream()
          .filter(id -> !watched.contains(id))
          .forEach(id -> breaches.add(id + ": no alarm watches its " + name));
    }
    return breaches;
  }

  /** What waits in a queue that nothing is moved on from waits for a person. */
  static List<String> deadLettersAreWatched(SamTemplate template) {
    Set<String> watched = targets(template, "AWS/SQS", "ApproximateNumberOfMessagesVisible");
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::SQS::Queue")
        .forEach(
            (id, queue) -> {
              if (!queue.containsKey("RedrivePolicy") && !watched.contains(id)) {
                breaches.add(id + ": no alarm tells that a message is in it");
              }
            });
    return breaches;
  }

  /** What waits in a queue with a reader waits for the reader. */
  static List<String> waitingMessagesAreWatched(SamTemplate template) {
    Set<String> watched = targets(template, "AWS/SQS", "ApproximateAgeOfOldestMessage");
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::SQS::Queue")
        .forEach(
            (id, queue) -> {
              if (queue.containsKey("RedrivePolicy") && !watched.contains(id)) {
                breaches.add(id + ": no alarm tells that its messages wait");
              }
            });
    return breaches;
  }

  /** Nothing plus something is nothing in metric math, so that an alarm at 100 % never comes. */
  static List<String> missingMetricsAreFilled(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties(ALARM)
        .forEach(
            (id, alarm) -> {
              String expressions = String.join(" ", expressions(alarm, id));
              for (Object entry : Tree.listAt(alarm, "Metrics", id)) {
                if (entry instanceof Map<?, ?> metric && metric.containsKey("MetricStat")) {
                  String name = String.valueOf(metric.get("Id"));
                  String bare = expressions.replace("FILL(" + name + ",", "");
                  if (bare.matches(".*\\b" + name + "\\b.*")) {
                    breaches.add(id + ": " + name + " may be missing: FILL(" + name + ", 0)");
                  }
                }
              }
            });
    return breaches;
  }

  private static List<String> expressions(Map<String, Object> alarm, String id) {
    List<String> found = new ArrayList<>();
    for (Object entry : Tree.listAt(alarm, "Metrics", id)) {
      if (entry instanceof Map<?, ?> metric && metric.containsKey("Expression")) {
        found.add(String.valueOf(metric.get("Expression")));
      }
    }
    return found;
  }

  static List<String> stateMachinesAreWatched(SamTemplate template) {
    boolean none = template.resources(StateMachineRules.MACHINE).isEmpty();
    return none
            || metrics(template, "AWS/States").stream()
                .anyMatch(metric -> "ExecutionsFailed".equals(metric.get("MetricName")))
        ? List.of()
        : List.of("no alarm tells that the state machine failed");
  }

  /** The old one goes on serving, so that nobody else would tell. */
  static List<String> modelsAreWatched(SamTemplate template) {
    Set<Object> watched =
        metrics(template, Metrics.NAMESPACE).stream()
            .map(metric -> metric.get("MetricName"))
            .collect(Collectors.toSet());
    return Stream.of(Metric.MODEL_AGE, Metric.REFUSALS_IN_A_ROW, Metric.FALLBACKS)
        .map(Metric::label)
        .filter(name -> !template.resources(ALARM).isEmpty() && !watched.contains(name))
        .map(name -> "no alarm watches " + name)
        .toList();
  }

  /** A start that failed is no execution, and no failed one. */
  static List<String> schedulesAreWatched(SamTemplate template) {
    boolean watched =
        metrics(template, "AWS/Scheduler").stream()
            .anyMatch(metric -> "InvocationDroppedCount".equals(metric.get("MetricName")));
    List<String> breaches = new ArrayList<>();
    template
        .properties(StateMachineRules.MACHINE)
        .forEach(
            (id, machine) ->
                FunctionRules.events(machine, "ScheduleV2")
                    .forEach(
                        (name, schedule) -> {
                          if (!watched || !schedule.containsKey("GroupName")) {
                            breaches.add(
                                id
                                    + "."
                                    + name
                                    + ": no alarm tells that its group was not started");
                          }
                        }));
    return breaches;
  }

  /** Resources whose metric of this name some alarm watches. */
  private static Set<String> targets(SamTemplate template, String namespace, String name) {
    return metrics(template, namespace).stream()
        .filter(metric -> name.equals(metric.get("MetricName")))
        .flatMap(metric -> SamTemplate.targets(metric.get("Dimensions")).stream())
        .collect(Collectors.toSet());
  }

  /** Metrics of a namespace in all alarms. */
  private static List<Map<?, ?>> metrics(SamTemplate template, String namespace) {
    List<Map<?, ?>> metrics = new ArrayList<>();
    SamTemplate.visit(
        template.resources(ALARM),
        map -> {
          if (namespace.equals(map.get("Namespace"))) {
            metrics.add(map);
          }
        });
    return metrics;
  }
}
