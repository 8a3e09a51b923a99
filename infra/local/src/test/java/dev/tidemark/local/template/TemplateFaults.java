package dev.tidemark.local.template;

import static dev.tidemark.local.template.TemplateRule.ACCESS_LOGS_WITHOUT_PATH;
import static dev.tidemark.local.template.TemplateRule.ALARMS_NAME_OUR_METRICS;
import static dev.tidemark.local.template.TemplateRule.ALARMS_TELL_SOMEBODY;
import static dev.tidemark.local.template.TemplateRule.ARNS_NAME_THE_PARTITION;
import static dev.tidemark.local.template.TemplateRule.BOUNDED_STREAM_RETRIES;
import static dev.tidemark.local.template.TemplateRule.BUCKETS_NOTIFY_THROUGH_EVENTBRIDGE;
import static dev.tidemark.local.template.TemplateRule.DASHBOARD_SHOWS_OUR_METRICS;
import static dev.tidemark.local.template.TemplateRule.DATA_HAS_NO_EXPLICIT_NAME;
import static dev.tidemark.local.template.TemplateRule.DATA_IS_RETAINED;
import static dev.tidemark.local.template.TemplateRule.DEAD_LETTERS_ARE_WATCHED;
import static dev.tidemark.local.template.TemplateRule.DECLARED_ENDPOINTS;
import static dev.tidemark.local.template.TemplateRule.FUNCTIONS_ARE_WATCHED;
import static dev.tidemark.local.template.TemplateRule.HTTP_FROM_SNAPSHOTS;
import static dev.tidemark.local.template.TemplateRule.HTTP_PUBLISHES_EVERY_CHANGE;
import static dev.tidemark.local.template.TemplateRule.IAM_BY_DEFAULT;
import static dev.tidemark.local.template.TemplateRule.KEYS_THROUGH_SERVICES;
import static dev.tidemark.local.template.TemplateRule.LAYERS_GO_WITH_THEIR_UPDATE;
import static dev.tidemark.local.template.TemplateRule.LAYERS_PUBLISH_VERSIONS;
import static dev.tidemark.local.template.TemplateRule.LOG_GROUP_WITH_RETENTION;
import static dev.tidemark.local.template.TemplateRule.MISSING_METRICS_ARE_FILLED;
import static dev.tidemark.local.template.TemplateRule.MODELS_ARE_WATCHED;
import static dev.tidemark.local.template.TemplateRule.NOBODY_WRITES_EVERY_MODEL;
import static dev.tidemark.local.template.TemplateRule.NO_DEPLOYMENT_PREFERENCE;
import static dev.tidemark.local.template.TemplateRule.NO_PROVISIONED_CONCURRENCY;
import static dev.tidemark.local.template.TemplateRule.NO_RESERVED_CONCURRENCY;
import static dev.tidemark.local.template.TemplateRule.NO_UNUSED_ALIAS;
import static dev.tidemark.local.template.TemplateRule.NO_WILDCARD_ACTION;
import static dev.tidemark.local.template.TemplateRule.NO_WILDCARD_RESOURCE;
import static dev.tidemark.local.template.TemplateRule.ONLY_HEALTH_IS_OPEN;
import static dev.tidemark.local.template.TemplateRule.ONLY_HTTP_FROM_SNAPSHOTS;
import static dev.tidemark.local.template.TemplateRule.ONLY_OWN_JOBS_ARE_ENDED;
import static dev.tidemark.local.template.TemplateRule.OPEN_ROUTES_ARE_THROTTLED;
import static dev.tidemark.local.template.TemplateRule.POINT_IN_TIME_RECOVERY;
import static dev.tidemark.local.template.TemplateRule.QUEUES_ENCRYPTED_BY_SQS;
import static dev.tidemark.local.template.TemplateRule.QUEUES_GIVE_UP;
import static dev.tidemark.local.template.TemplateRule.QUEUES_OUTWAIT_FUNCTIONS;
import static dev.tidemark.local.template.TemplateRule.QUEUE_READERS_ARE_BOUNDED;
import static dev.tidemark.local.template.TemplateRule.SCHEDULES_ARE_WATCHED;
import static dev.tidemark.local.template.TemplateRule.SECRETS_ARE_GENERATED;
import static dev.tidemark.local.template.TemplateRule.SMALL_STORAGE;
import static dev.tidemark.local.template.TemplateRule.SNAPSHOT_BEHIND_AN_ALIAS;
import static dev.tidemark.local.template.TemplateRule.STATE_MACHINES_ARE_WATCHED;
import static dev.tidemark.local.template.TemplateRule.STREAMS_HOLD_IMAGES;
import static dev.tidemark.local.template.TemplateRule.TENSORFLOW_HAS_ROOM;
import static dev.tidemark.local.template.TemplateRule.VERSIONS_GO_WITH_THEIR_UPDATE;
import static dev.tidemark.local.template.TemplateRule.VERSIONS_TELL_PARAMETERS;
import static dev.tidemark.local.template.TemplateRule.WAITING_MESSAGES_ARE_WATCHED;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Copies of the project's template, and of a sound one, in each of which one thing is wrong. */
final class TemplateFaults {
  static final SamTemplate OURS = SamTemplate.read(Path.of("..", "..", "template.yaml"));
  static final Path SOUND_FILE =
      Path.of("src", "test", "resources", "dev", "tidemark", "local", "template", "sound.yaml");
  static final SamTemplate SOUND = SamTemplate.read(SOUND_FILE);
  static final String MACHINE = "Resources/Training/Properties/";
  private static final String RECOMMEND = "Resources/Recommend/Properties/";
  private static final String SHOP = "Resources/Shop/Properties/";
  private static final String QUEUE = "Resources/Queue/Properties/";

  private TemplateFaults() {}

  /** A template and the rule that has to see what is wrong with it. */
  record Fault(TemplateRule rule, String name, SamTemplate template) {
    @Override
    public String toString() {
      return rule + ": " + name;
    }
  }

  static Stream<Fault> all() {
    return Stream.of(
            functionFaults(),
            accessFaults(),
            dataFaults(),
            queueFaults(),
            TrainingFaults.machine(),
            TrainingFaults.batch(),
            alarmFaults())
        .flatMap(faults -> faults);
  }

  private static Stream<Fault> functionFaults() {
    return Stream.of(
        new Fault(TENSORFLOW_HAS_ROOM, "memory", OURS.with(RECOMMEND + "MemorySize", 2048)),
        new Fault(
            TENSORFLOW_HAS_ROOM,
            "options",
            OURS.with(RECOMMEND + "Environment/Variables/JAVA_TOOL_OPTIONS", "-Xshare:auto")),
        new Fault(SMALL_STORAGE, "513 MB", OURS.with(RECOMMEND + "EphemeralStorage/Size", 513)),
        new Fault(
            NO_PROVISIONED_CONCURRENCY,
            "one instance",
            OURS.with(RECOMMEND + "ProvisionedConcurrencyConfig", Map.of("x", 1))),
        new Fault(
            NO_RESERVED_CONCURRENCY,
            "ten",
            OURS.with(RECOMMEND + "ReservedConcurrentExecutions", 10)),
        new Fault(
            SNAPSHOT_BEHIND_AN_ALIAS,
            "no alias",
            OURS.without("Globals/Function/AutoPublishAlias")),
        new Fault(HTTP_FROM_SNAPSHOTS, "no SnapStart", OURS.without("Globals/Function/SnapStart")),
        new Fault(
            ONLY_HTTP_FROM_SNAPSHOTS,
            "a queue's",
            OURS.without("Resources/IngestQueue/Properties/SnapStart")),
        new Fault(
            HTTP_PUBLISHES_EVERY_CHANGE,
            "the default",
            OURS.without("Globals/Function/AutoPublishAliasAllProperties")),
        new Fault(
            VERSIONS_TELL_PARAMETERS,
            "another model",
            OURS.without(RECOMMEND + "VersionDescription")),
        new Fault(
            VERSIONS_TELL_PARAMETERS,
            "a new parameter",
            OURS.with(RECOMMEND + "Environment/Variables/NEW", Map.of("Ref", "AlarmEmail"))),
        new Fault(
            NO_UNUSED_ALIAS,
            "as all others",
            OURS.without("Resources/PromoteModel/Properties/AutoPublishAlias")),
        new Fault(
            NO_DEPLOYMENT_PREFERENCE,
            "canary",
            OURS.with(RECOMMEND + "DeploymentPreference/Type", "Canary10Percent5Minutes")),
        new Fault(
            LOG_GROUP_WITH_RETENTION,
            "Lambda's own group",
            OURS.without(RECOMMEND + "LoggingConfig")),
        new Fault(
            LOG_GROUP_WITH_RETENTION,
            "kept for ever",
            OURS.without("Resources/RecommendLogs/Properties/RetentionInDays")),
        new Fault(
            DECLARED_ENDPOINTS,
            "not declared",
            OURS.without("Globals/Function/Environment/Variables/DYNAMODB_ENDPOINT")),
        new Fault(
            DECLARED_ENDPOINTS,
            "not blank",
            OURS.with(RECOMMEND + "Environment/Variables/S3_ENDPOINT", "http://localhost")),
        new Fault(
            LAYERS_PUBLISH_VERSIONS,
            "the default",
            OURS.without("Resources/TensorFlowRuntime/Properties/PublishLambdaVersion")),
        new Fault(
            VERSIONS_GO_WITH_THEIR_UPDATE,
            "one stays",
            OURS.without("Resources/IngestQueue/Properties/VersionDeletionPolicy")),
        new Fault(
            LAYERS_GO_WITH_THEIR_UPDATE,
            "each stays",
            OURS.with("Resources/TensorFlowRuntime/Properties/RetentionPolicy", "Retain")));
  }

  private static Stream<Fault> accessFaults() {
    String policies = RECOMMEND + "Policies";
    return Stream.of(
        new Fault(
            ACCESS_LOGS_WITHOUT_PATH,
            "path",
            OURS.with("Resources/HttpApi/Properties/AccessLogSettings/Format", "$context.path")),
        new Fault(
            NO_WILDCARD_ACTION, "in a list", OURS.with(policies, allow("s3:Get*", "arn:one"))),
        new Fault(NO_WILDCARD_ACTION, "alone", OURS.with(policies, allow("*", "arn:one"))),
        new Fault(
            NO_WILDCARD_ACTION,
            "all but one",
            OURS.with(policies, List.of(Map.of("Effect", "Allow", "NotAction", "s3:GetObject")))),
        new Fault(
            NO_WILDCARD_RESOURCE, "of tables", OURS.with(policies, allow("dynamodb:Query", "*"))),
        new Fault(
            KEYS_THROUGH_SERVICES, "by itself", OURS.with(policies, allow("kms:Decrypt", "k"))),
        new Fault(
            KEYS_THROUGH_SERVICES,
            "granted on",
            SOUND.with(SHOP + "Policies", allow("kms:CreateGrant", "k"))),
        new Fault(
            NOBODY_WRITES_EVERY_MODEL,
            "all of them",
            OURS.with(policies, allow("s3:PutObject", "${ModelBucket.Arn}/models/*"))),
        new Fault(
            ONLY_OWN_JOBS_ARE_ENDED,
            "everybody's",
            OURS.with(policies, allow("batch:TerminateJob", "arn:aws:batch:::job/*"))),
        new Fault(
            ARNS_NAME_THE_PARTITION,
            "one",
            OURS.with(policies, allow("s3:GetObject", "arn:aws:s3:::bucket/*"))),
        new Fault(
            OPEN_ROUTES_ARE_THROTTLED,
            "as all others",
            OURS.without("Resources/HttpApi/Properties/RouteSettings")),
        new Fault(
            ACCESS_LOGS_WITHOUT_PATH,
            "no id",
            OURS.with(
                "Resources/HttpApi/Properties/AccessLogSettings/Format", "$context.routeKey")),
        new Fault(
            IAM_BY_DEFAULT,
            "open",
            OURS.without("Resources/HttpApi/Properties/Auth/DefaultAuthorizer")),
        new Fault(
            ONLY_HEALTH_IS_OPEN,
            "an open route",
            OURS.with(RECOMMEND + "Events/GetRecommendations/Properties/Auth/Authorizer", "NONE")),
        new Fault(
            ONLY_HEALTH_IS_OPEN,
            "an API of SAM's own",
            OURS.without(RECOMMEND + "Events/GetRecommendations/Properties/ApiId")),
        new Fault(
            ONLY_HEALTH_IS_OPEN,
            "a function URL",
            OURS.with(RECOMMEND + "FunctionUrlConfig/AuthType", "NONE")));
  }

  private static Stream<Fault> dataFaults() {
    String changes = SHOP + "Events/Changes/Properties/";
    String table = "Resources/InteractionsTable/";
    return Stream.of(
        new Fault(
            BUCKETS_NOTIFY_THROUGH_EVENTBRIDGE,
            "a queue",
            OURS.with(
                "Resources/ModelBucket/Properties/NotificationConfiguration/QueueConfigurations",
                List.of())),
        new Fault(
            SECRETS_ARE_GENERATED,
            "in the template",
            OURS.with("Resources/UserKeySecret/Properties/SecretString", "secret")),
        new Fault(
            DATA_IS_RETAINED, "a table deleted", OURS.with(table + "DeletionPolicy", "Delete")),
        new Fault(
            DATA_IS_RETAINED,
            "a bucket replaced",
            OURS.without("Resources/ModelBucket/UpdateReplacePolicy")),
        new Fault(
            DATA_IS_RETAINED,
            "a secret deleted",
            OURS.without("Resources/UserKeySecret/DeletionPolicy")),
        new Fault(
            DATA_HAS_NO_EXPLICIT_NAME,
            "a table",
            OURS.with(table + "Properties/TableName", "interactions")),
        new Fault(
            DATA_HAS_NO_EXPLICIT_NAME,
            "a bucket",
            OURS.with("Resources/ModelBucket/Properties/BucketName", "models")),
        new Fault(
            DATA_HAS_NO_EXPLICIT_NAME,
            "a secret",
            OURS.with("Resources/UserKeySecret/Properties/Name", "key")),
        new Fault(
            POINT_IN_TIME_RECOVERY,
            "off",
            OURS.without(table + "Properties/PointInTimeRecoverySpecification")),
        new Fault(
            STREAMS_HOLD_IMAGES,
            "keys only",
            OURS.with(table + "Properties/StreamSpecification/StreamViewType", "KEYS_ONLY")),
        new Fault(
            BOUNDED_STREAM_RETRIES, "attempts", SOUND.with(changes + "MaximumRetryAttempts", -1)),
        new Fault(
            BOUNDED_STREAM_RETRIES, "age", SOUND.without(changes + "MaximumRecordAgeInSeconds")),
        new Fault(
            BOUNDED_STREAM_RETRIES,
            "whole batches",
            SOUND.without(changes + "BisectBatchOnFunctionError")),
        new Fault(BOUNDED_STREAM_RETRIES, "lost", SOUND.without(changes + "DestinationConfig")),
        new Fault(
            BOUNDED_STREAM_RETRIES,
            "a mapping",
            SOUND.without("Resources/Mapping/Properties/MaximumRetryAttempts")));
  }

  private static Stream<Fault> queueFaults() {
    return Stream.of(
        new Fault(
            QUEUES_OUTWAIT_FUNCTIONS,
            "a mapping's function",
            SOUND.with("Resources/Slow/Properties/Timeout", 11)),
        new Fault(
            QUEUE_READERS_ARE_BOUNDED,
            "whole batches",
            SOUND.without(SHOP + "Events/Messages/Properties/FunctionResponseTypes")),
        new Fault(
            QUEUE_READERS_ARE_BOUNDED,
            "all concurrency",
            SOUND.without("Resources/QueueMapping/Properties/ScalingConfig")),
        new Fault(
            QUEUES_ENCRYPTED_BY_SQS, "no SSE-SQS", SOUND.without(QUEUE + "SqsManagedSseEnabled")),
        new Fault(QUEUES_GIVE_UP, "no redrive", SOUND.without(QUEUE + "RedrivePolicy")),
        new Fault(
            QUEUES_GIVE_UP, "no limit", SOUND.without(QUEUE + "RedrivePolicy/maxReceiveCount")),
        new Fault(
            QUEUES_OUTWAIT_FUNCTIONS, "one second", SOUND.with(QUEUE + "VisibilityTimeout", 59)),
        new Fault(
            QUEUES_OUTWAIT_FUNCTIONS,
            "the default of 30 s",
            SOUND.without(QUEUE + "VisibilityTimeout")));
  }

  private static Stream<Fault> alarmFaults() {
    String latency = "Resources/ApiLatencyAlarm/Properties/";
    String body = "Resources/Dashboard/Properties/DashboardBody/Fn::Sub";
    String shown = String.valueOf(SamTemplate.at(OURS.document(), body).orElseThrow());
    return Stream.of(
        new Fault(ALARMS_TELL_SOMEBODY, "nobody", OURS.without(latency + "AlarmActions")),
        new Fault(
            ALARMS_NAME_OUR_METRICS, "misspelt", OURS.with(latency + "Namespace", "Tidemark")),
        new Fault(
            DASHBOARD_SHOWS_OUR_METRICS,
            "misspelt",
            OURS.with(body, shown.replace("\"ModelAge\"", "\"ModelsAge\""))),
        new Fault(
            DASHBOARD_SHOWS_OUR_METRICS,
            "left out",
            OURS.with(body, shown.replaceAll("\\[\"Tidemark\", \"ModelAge\"[^]]*]", ""))),
        new Fault(DASHBOARD_SHOWS_OUR_METRICS, "not JSON", OURS.with(body, shown + "}")),
        new Fault(
            FUNCTIONS_ARE_WATCHED,
            "a new one",
            OURS.with("Resources/New/Type", FunctionRules.FUNCTION)),
        new Fault(
            FUNCTIONS_ARE_WATCHED,
            "no throttles",
            OURS.without("Resources/FunctionThrottlesAlarm")),
        new Fault(DEAD_LETTERS_ARE_WATCHED, "no alarm", SOUND.without("Resources/FailedAlarm")),
        new Fault(WAITING_MESSAGES_ARE_WATCHED, "no alarm", SOUND.without("Resources/WaitAlarm")),
        new Fault(MODELS_ARE_WATCHED, "its age", OURS.without("Resources/ModelAgeAlarm")),
        new Fault(MODELS_ARE_WATCHED, "refusals", OURS.without("Resources/RefusalsAlarm")),
        new Fault(
            MISSING_METRICS_ARE_FILLED,
            "a sum",
            SOUND.with(
                "Resources/ShareAlarm/Properties/Metrics",
                List.of(
                    Map.of("Id", "all", "Expression", "good + FILL(bad, 0)"),
                    Map.of("Id", "good", "MetricStat", Map.of("Stat", "Sum"))))),
        new Fault(SCHEDULES_ARE_WATCHED, "no alarm", OURS.without("Resources/TrainingFailedAlarm")),
        new Fault(
            SCHEDULES_ARE_WATCHED,
            "no group",
            OURS.without(
                "Resources/TrainingMachine/Properties/Events/Schedule/Properties/GroupName")),
        new Fault(
            STATE_MACHINES_ARE_WATCHED, "no alarm", SOUND.without("Resources/TrainingAlarm")));
  }

  private static List<Object> allow(String action, String resource) {
    return List.of(
        Map.of("Effect", "Allow", "Action", List.of(action), "Resource", List.of(resource)));
  }
}
