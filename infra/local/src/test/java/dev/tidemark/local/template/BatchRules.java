package dev.tidemark.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Training on AWS Batch. Each rule answers its breaches. */
final class BatchRules {
  private static final List<String> HARDENED =
      List.of("HttpTokens=required", "HttpPutResponseHopLimit=1", "Encrypted=true");

  private static final int HALF_A_DAY = 43_200;

  private BatchRules() {}

  /** Without an image, a first deployment would create what it cannot use. */
  static List<String> batchIsConditional(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (String kind : List.of("JobDefinition", "JobQueue", "ComputeEnvironment")) {
      template
          .resources("AWS::Batch::" + kind)
          .forEach(
              (id, resource) -> {
                if (!resource.containsKey("Condition")) {
                  breaches.add(id + ": needs the condition that there is a training image");
                }
              });
    }
    return breaches;
  }

  /** Without quota or capacity a job waits for ever, and the state machine with it. */
  static List<String> waitingJobsGiveUp(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::Batch::JobQueue")
        .forEach(
            (id, queue) -> {
              List<?> actions = Tree.listAt(queue, "JobStateTimeLimitActions", id);
              if (actions.stream().noneMatch(BatchRules::cancelsRunnable)) {
                breaches.add(id + ": no JobStateTimeLimitActions for RUNNABLE");
              }
            });
    return breaches;
  }

  private static boolean cancelsRunnable(Object action) {
    return action instanceof Map<?, ?> map
        && "RUNNABLE".equals(map.get("State"))
        && "CANCEL".equals(map.get("Action"));
  }

  /** An export lies on its disk, and a container on it has no business with its role. */
  static List<String> instancesAreHardened(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    Map<String, Map<String, Object>> launches = template.properties("AWS::EC2::LaunchTemplate");
    template
        .properties("AWS::Batch::ComputeEnvironment")
        .forEach(
            (id, compute) -> {
              Map<String, Object> launch =
                  SamTemplate.targets(
                          SamTemplate.at(compute, "ComputeResources/LaunchTemplate").orElse(""))
                      .stream()
                      .filter(launches::containsKey)
                      .map(launches::get)
                      .findFirst()
                      .orElse(Map.of());
              String data = String.valueOf(launch.get("LaunchTemplateData"));
              for (String part : HARDENED) {
                if (!data.contains(part)) {
                  breaches.add(id + ": its launch template lacks " + part);
                }
              }
            });
    return breaches;
  }

  /**
   * Else an execution that began before an update of the image submits what is not there any more.
   */
  static List<String> formerRevisionsStay(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::Batch::JobDefinition")
        .forEach(
            (id, job) -> {
              Object kept =
                  SamTemplate.at(job, "ResourceRetentionPolicy/SkipDeregisterOnUpdate")
                      .orElse(false);
              if (!Boolean.TRUE.equals(kept) || !job.containsKey("JobDefinitionName")) {
                breaches.add(
                    id + ": name it, and keep former revisions by SkipDeregisterOnUpdate: true");
              }
            });
    return breaches;
  }

  /** A job that fails by itself would fail again, at the price of a GPU. */
  static List<String> onlyLostHostsAreRetried(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::Batch::JobDefinition")
        .forEach(
            (id, job) -> {
              if (job.containsKey("RetryStrategy")
                  && !String.valueOf(job.get("RetryStrategy")).contains("Host EC2*")) {
                breaches.add(id + ": retry only on the status reason 'Host EC2*'");
              }
            });
    return breaches;
  }

  /** A family holds instances for many times the quota and the price. */
  static List<String> instancesHaveSizes(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    Map<String, Object> parameters = Tree.mapAt(template.document(), "Parameters", "template");
    template
        .properties("AWS::Batch::ComputeEnvironment")
        .forEach(
            (id, compute) -> {
              boolean sized =
                  SamTemplate.at(compute, "ComputeResources/InstanceTypes/Ref")
                      .flatMap(name -> SamTemplate.at(parameters, name + "/Default"))
                      .filter(sizes -> sizes.toString().matches("\\w+\\.\\w+(,\\w+\\.\\w+)*"))
                      .isPresent();
              if (!sized) {
                breaches.add(id + ": its InstanceTypes must be a parameter of sizes, no families");
              }
            });
    return breaches;
  }

  /** Batch starts none again that ran out of time, and a large shop trains for long. */
  static List<String> jobsHaveTime(SamTemplate template) {
    int patience =
        StateMachineRules.tasks(template).stream()
            .filter(task -> task.path("Resource").asText().endsWith("batch:submitJob.sync"))
            .mapToInt(task -> task.path("TimeoutSeconds").asInt())
            .min()
            .orElse(Integer.MAX_VALUE);
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::Batch::JobDefinition")
        .forEach(
            (id, job) -> {
              int limit =
                  SamTemplate.number(job, "Timeout/AttemptDurationSeconds")
                      .orElse(Integer.MAX_VALUE);
              if (limit <= HALF_A_DAY || limit >= patience) {
                breaches.add(
                    id + ": AttemptDurationSeconds from half a day to less than " + patience);
              }
            });
    return breaches;
  }
}
