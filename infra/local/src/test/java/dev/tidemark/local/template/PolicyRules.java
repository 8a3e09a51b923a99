package dev.tidemark.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Least privilege. Each rule answers its breaches. */
final class PolicyRules {
  /** Actions that know no resource, after the Service Authorization Reference. */
  private static final Set<String> KNOW_NO_RESOURCE =
      Set.of(
          "batch:DescribeJobs",
          "batch:ListJobs",
          "cloudwatch:GetMetricData",
          "cloudwatch:GetMetricStatistics",
          "ecr:GetAuthorizationToken",
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments");

  private static final Pattern OF_ONE_PARTITION = Pattern.compile("arn:aws[^\\s,}\"]*");

  private PolicyRules() {}

  static List<String> noWildcardInActions(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (Map<?, ?> statement : allowing(template.document())) {
      texts(statement.get("Action")).stream()
          .filter(action -> action.contains("*"))
          .forEach(action -> breaches.add("the action " + action + " allows more than is named"));
      if (statement.containsKey("NotAction")) {
        breaches.add("NotAction allows all but what is named");
      }
    }
    return breaches;
  }

  static List<String> everyResourceOnlyWhereNoneIsKnown(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (Map<?, ?> statement : allowing(template.document())) {
      if (texts(statement.get("Resource")).contains("*")) {
        texts(statement.get("Action")).stream()
            .filter(action -> !KNOW_NO_RESOURCE.contains(action))
            .forEach(action -> breaches.add(action + " is allowed on every resource: name them"));
      }
    }
    return breaches;
  }

  /** Whoever holds a role uses a key for what its services store, and for nothing else. */
  static List<String> keysAreUsedThroughServices(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (Map<?, ?> statement : allowing(template.document())) {
      List<String> actions = texts(statement.get("Action"));
      if (actions.stream().noneMatch(action -> action.startsWith("kms:"))) {
        continue;
      }
      Object condition = statement.get("Condition");
      if (SamTemplate.at(condition, "StringEquals/kms:ViaService").isEmpty()) {
        breaches.add(actions + " is allowed outside all services: kms:ViaService");
      }
      if (actions.contains("kms:CreateGrant")
          && !SamTemplate.isTrue(condition, "Bool/kms:GrantIsForAWSResource")) {
        breaches.add(actions + " could hand the key to anybody: kms:GrantIsForAWSResource");
      }
    }
    return breaches;
  }

  /** Whoever may write all of them could put any model in the place of the one in service. */
  static List<String> nobodyWritesEveryModel(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (Map<?, ?> statement : allowing(template.document())) {
      if (texts(statement.get("Action")).contains("s3:PutObject")
          && String.valueOf(statement.get("Resource"))
              .matches("(?s).*(\\.Arn}|models)/\\*([,}\\]].*)?")) {
        breaches.add(statement.get("Sid") + " may write every model: name the files");
      }
    }
    return breaches;
  }

  /** Jobs have no ids before they are submitted: a tag tells whose they are. */
  static List<String> onlyOwnJobsAreEnded(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    for (Map<?, ?> statement : allowing(template.document())) {
      if (texts(statement.get("Action")).contains("batch:TerminateJob")
          && !String.valueOf(statement.get("Condition")).contains("aws:ResourceTag/")) {
        breaches.add("batch:TerminateJob may end everybody's jobs: aws:ResourceTag");
      }
    }
    return breaches;
  }

  /** In China and in AWS GovCloud (US) every ARN begins otherwise, those of integrations, too. */
  static List<String> arnsNameThePartition(SamTemplate template) {
    List<String> texts = new ArrayList<>(StateMachineRules.definitions(template).values());
    texts.add(template.document().toString());
    return texts.stream()
        .flatMap(text -> OF_ONE_PARTITION.matcher(text).results())
        .map(found -> found.group() + ": name the partition, ${AWS::Partition}")
        .toList();
  }

  /** Statements that allow something, wherever they stand in a tree. */
  static List<Map<?, ?>> allowing(Object tree) {
    List<Map<?, ?>> statements = new ArrayList<>();
    SamTemplate.visit(
        tree,
        map -> {
          if ("Allow".equals(map.get("Effect"))) {
            statements.add(map);
          }
        });
    return statements;
  }

  /** A text, or all texts of a list. */
  static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : value instanceof String text ? List.of(text) : List.of();
  }
}
