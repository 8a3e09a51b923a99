package dev.tidemark.local.template;

import static dev.tidemark.local.template.TemplateRule.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The project's template keeps every rule, and every rule sees its fault. */
class TemplateRulesTest {
  private static final SamTemplate OURS = SamTemplate.read(Path.of("..", "..", "template.yaml"));
  private static final Path SOUND_FILE =
      Path.of("src", "test", "resources", "dev", "tidemark", "local", "template", "sound.yaml");
  private static final SamTemplate SOUND = SamTemplate.read(SOUND_FILE);
  private static final String RECOMMEND = "Resources/Recommend/Properties/";
  private static final String SHOP = "Resources/Shop/Properties/";
  private static final String QUEUE = "Resources/Queue/Properties/";
  private static final String MACHINE = "Resources/Training/Properties/";

  /** A template in which one thing is wrong. */
  private record Fault(TemplateRule rule, String name, SamTemplate template) {
    @Override
    public String toString() {
      return rule + ": " + name;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldHoldInOurTemplate(TemplateRule rule) {
    assertThat(rule.breaches(OURS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldHoldInASoundTemplateOfEveryKind(TemplateRule rule) {
    assertThat(rule.breaches(SOUND)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource({
    "functionFaults",
    "accessFaults",
    "dataFaults",
    "queueFaults",
    "machineFaults",
    "alarmFaults"
  })
  void shouldSeeTheFault(Fault fault) {
    assertThat(fault.rule().breaches(fault.template())).isNotEmpty();
  }

  @Test
  void shouldBeTriedOnAFaultEach() {
    assertThat(
            Stream.of(
                    functionFaults(),
                    accessFaults(),
                    dataFaults(),
                    queueFaults(),
                    machineFaults(),
                    alarmFaults())
                .flatMap(faults -> faults)
                .map(Fault::rule))
        .contains(TemplateRule.values());
  }

  @ParameterizedTest
  @MethodSource("definitionFaults")
  void shouldSeeTheFaultInADefinition(
      TemplateRule rule, String sound, String broken, @TempDir Path folder) throws IOException {
    // Given
    String text = Files.readString(SOUND_FILE.resolveSibling("sound.asl.json"));
    Path file = folder.resolve("broken.asl.json");
    Files.writeString(file, text.replace(sound, broken));

    // When, then
    assertThat(text).contains(sound);
    assertThat(rule.breaches(SOUND.with(MACHINE + "DefinitionUri", file.toString()))).isNotEmpty();
  }

  static Stream<Fault> functionFaults() {
    return Stream.of(
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
            HTTP_PUBLISHES_EVERY_CHANGE,
            "the default",
            OURS.without("Globals/Function/AutoPublishAliasAllProperties")),
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
            OURS.without("Resources/TensorFlowRuntime/Properties/PublishLambdaVersion")));
  }

  static Stream<Fault> accessFaults() {
    String policies = RECOMMEND + "Policies";
    return Stream.of(
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

  static Stream<Fault> dataFaults() {
    String changes = SHOP + "Events/Changes/Properties/";
    String table = "Resources/InteractionsTable/";
    return Stream.of(
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

  static Stream<Fault> queueFaults() {
    return Stream.of(
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

  static Stream<Fault> machineFaults() {
    return Stream.of(
        new Fault(
            DEFINITION_FILES, "no file", SOUND.with(MACHINE + "DefinitionUri", "none.asl.json")),
        new Fault(NAMED_AFTER_THE_STACK, "no name", SOUND.without(MACHINE + "Name")),
        new Fault(NAMED_AFTER_THE_STACK, "another", SOUND.with(MACHINE + "Name", "training")),
        new Fault(
            SUBSTITUTIONS_MATCH,
            "one is missing",
            SOUND.without(MACHINE + "DefinitionSubstitutions/Function")),
        new Fault(
            SUBSTITUTIONS_MATCH,
            "one too many",
            SOUND.with(MACHINE + "DefinitionSubstitutions/Unused", "x")),
        new Fault(
            STATES_LEAD_SOMEWHERE,
            "not JSON",
            SOUND.with(MACHINE + "DefinitionUri", "sound.yaml")));
  }

  static Stream<Fault> alarmFaults() {
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
        new Fault(
            STATE_MACHINES_ARE_WATCHED, "no alarm", SOUND.without("Resources/TrainingAlarm")));
  }

  static Stream<Object[]> definitionFaults() {
    return Stream.of(
        new Object[] {SUBSTITUTIONS_MATCH, "${Function}", "${Elsewhere}"},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Due\"", "\"Next\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Due\",", ""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Failed\"", "\"Next\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Both\"", "\"Next\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Default\": \"NotDue\"", "\"Default\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"StartAt\": \"Ask\"", "\"StartAt\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"StartAt\": \"Wait\"", "\"StartAt\": \"Ask\""},
        new Object[] {STATES_LEAD_SOMEWHERE, ", \"End\": true}}}", "}}}"},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Failed\"", "\"Next\": \"NotDue\""});
  }

  private static List<Object> allow(String action, String resource) {
    return List.of(
        Map.of("Effect", "Allow", "Action", List.of(action), "Resource", List.of(resource)));
  }
}
