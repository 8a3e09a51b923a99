package dev.tidemark.local.template;

import java.util.List;
import java.util.function.Function;

/** What linters do not know, and what has cost a deployment or would cost data. */
@SuppressWarnings("ImmutableEnumChecker") // references to static methods hold no state
enum TemplateRule {
  SMALL_STORAGE(FunctionRules::smallStorage),
  NO_PROVISIONED_CONCURRENCY(FunctionRules::noProvisionedConcurrency),
  NO_RESERVED_CONCURRENCY(FunctionRules::noReservedConcurrency),
  SNAPSHOT_BEHIND_AN_ALIAS(FunctionRules::snapshotBehindAnAlias),
  HTTP_FROM_SNAPSHOTS(FunctionRules::httpFunctionsRestoreFromSnapshots),
  ONLY_HTTP_FROM_SNAPSHOTS(FunctionRules::onlyHttpFunctionsRestoreFromSnapshots),
  HTTP_PUBLISHES_EVERY_CHANGE(FunctionRules::httpFunctionsPublishEveryChange),
  VERSIONS_TELL_PARAMETERS(FunctionRules::versionsTellTheirParameters),
  NO_UNUSED_ALIAS(FunctionRules::aliasesAreCalled),
  NO_DEPLOYMENT_PREFERENCE(FunctionRules::noDeploymentPreferenceBesideAModel),
  LOG_GROUP_WITH_RETENTION(FunctionRules::logGroupWithRetention),
  DECLARED_ENDPOINTS(FunctionRules::declaredEndpoints),
  TENSORFLOW_HAS_ROOM(FunctionRules::tensorFlowHasRoom),
  LAYERS_PUBLISH_VERSIONS(FunctionRules::layersPublishVersions),
  VERSIONS_GO_WITH_THEIR_UPDATE(FunctionRules::versionsGoWithTheirUpdate),
  LAYERS_GO_WITH_THEIR_UPDATE(FunctionRules::layersGoWithTheirUpdate),
  NO_WILDCARD_ACTION(PolicyRules::noWildcardInActions),
  NO_WILDCARD_RESOURCE(PolicyRules::everyResourceOnlyWhereNoneIsKnown),
  KEYS_THROUGH_SERVICES(PolicyRules::keysAreUsedThroughServices),
  NOBODY_WRITES_EVERY_MODEL(PolicyRules::nobodyWritesEveryModel),
  ONLY_OWN_JOBS_ARE_ENDED(PolicyRules::onlyOwnJobsAreEnded),
  ARNS_NAME_THE_PARTITION(PolicyRules::arnsNameThePartition),
  IAM_BY_DEFAULT(ApiRules::iamByDefault),
  ONLY_HEALTH_IS_OPEN(ApiRules::onlyHealthIsOpen),
  OPEN_ROUTES_ARE_THROTTLED(ApiRules::openRoutesAreThrottled),
  ACCESS_LOGS_WITHOUT_PATH(ApiRules::accessLogsHoldNoPath),
  DATA_IS_RETAINED(DataRules::dataIsRetained),
  DATA_HAS_NO_EXPLICIT_NAME(DataRules::dataHasNoExplicitName),
  BUCKETS_NOTIFY_THROUGH_EVENTBRIDGE(DataRules::bucketsNotifyThroughEventBridge),
  SECRETS_ARE_GENERATED(DataRules::secretsAreGenerated),
  POINT_IN_TIME_RECOVERY(DataRules::tablesRecoverToAPointInTime),
  STREAMS_HOLD_IMAGES(DataRules::streamsHoldImages),
  BOUNDED_STREAM_RETRIES(DataRules::streamRetriesAreBounded),
  QUEUES_ENCRYPTED_BY_SQS(QueueRules::queuesAreEncryptedBySqs),
  QUEUES_GIVE_UP(QueueRules::queuesGiveUp),
  QUEUES_OUTWAIT_FUNCTIONS(QueueRules::queuesOutwaitTheirFunctions),
  QUEUE_READERS_ARE_BOUNDED(QueueRules::readersAreBounded),
  BATCH_IS_CONDITIONAL(BatchRules::batchIsConditional),
  WAITING_JOBS_GIVE_UP(BatchRules::waitingJobsGiveUp),
  ONLY_LOST_HOSTS_ARE_RETRIED(BatchRules::onlyLostHostsAreRetried),
  FORMER_REVISIONS_STAY(BatchRules::formerRevisionsStay),
  INSTANCES_ARE_HARDENED(BatchRules::instancesAreHardened),
  INSTANCES_HAVE_SIZES(BatchRules::instancesHaveSizes),
  JOBS_HAVE_TIME(BatchRules::jobsHaveTime),
  DEFINITION_FILES(StateMachineRules::definitionsAreThere),
  NAMED_AFTER_THE_STACK(StateMachineRules::namedAfterTheStack),
  UPDATES_ARE_SETTLED(StateMachineRules::updatesAreSettled),
  SUBSTITUTIONS_MATCH(StateMachineRules::substitutionsMatch),
  STATES_LEAD_SOMEWHERE(StateMachineRules::everyStateLeadsSomewhere),
  ALARMS_TELL_SOMEBODY(AlarmRules::alarmsTellSomebody),
  ALARMS_NAME_OUR_METRICS(AlarmRules::metricsAreThoseThatTheCodeWrites),
  DASHBOARD_SHOWS_OUR_METRICS(AlarmRules::dashboardsShowWhatTheCodeWrites),
  FUNCTIONS_ARE_WATCHED(AlarmRules::functionsAreWatched),
  DEAD_LETTERS_ARE_WATCHED(AlarmRules::deadLettersAreWatched),
  WAITING_MESSAGES_ARE_WATCHED(AlarmRules::waitingMessagesAreWatched),
  MODELS_ARE_WATCHED(AlarmRules::modelsAreWatched),
  MISSING_METRICS_ARE_FILLED(AlarmRules::missingMetricsAreFilled),
  STATE_MACHINES_ARE_WATCHED(AlarmRules::stateMachinesAreWatched),
  SCHEDULES_ARE_WATCHED(AlarmRules::schedulesAreWatched);

  private final Function<SamTemplate, List<String>> check;

  TemplateRule(Function<SamTemplate, List<String>> check) {
    this.check = check;
  }

  /** Each breach names the place and the remedy; none where the rule holds. */
  List<String> breaches(SamTemplate template) {
    return check.apply(template);
  }
}
