package dev.tidemark.local.template;

import static dev.tidemark.local.template.TemplateFaults.MACHINE;
import static dev.tidemark.local.template.TemplateFaults.OURS;
import static dev.tidemark.local.template.TemplateFaults.SOUND;
import static dev.tidemark.local.template.TemplateRule.BATCH_IS_CONDITIONAL;
import static dev.tidemark.local.template.TemplateRule.DEFINITION_FILES;
import static dev.tidemark.local.template.TemplateRule.FORMER_REVISIONS_STAY;
import static dev.tidemark.local.template.TemplateRule.INSTANCES_ARE_HARDENED;
import static dev.tidemark.local.template.TemplateRule.INSTANCES_HAVE_SIZES;
import static dev.tidemark.local.template.TemplateRule.JOBS_HAVE_TIME;
import static dev.tidemark.local.template.TemplateRule.NAMED_AFTER_THE_STACK;
import static dev.tidemark.local.template.TemplateRule.ONLY_LOST_HOSTS_ARE_RETRIED;
import static dev.tidemark.local.template.TemplateRule.STATES_LEAD_SOMEWHERE;
import static dev.tidemark.local.template.TemplateRule.SUBSTITUTIONS_MATCH;
import static dev.tidemark.local.template.TemplateRule.UPDATES_ARE_SETTLED;
import static dev.tidemark.local.template.TemplateRule.WAITING_JOBS_GIVE_UP;

import dev.tidemark.local.template.TemplateFaults.Fault;
import java.util.List;
import java.util.stream.Stream;

/** Copies in which the state machine, the job or its machines have one thing wrong. */
final class TrainingFaults {
  private static final String LAUNCH = "Resources/Instances/Properties/LaunchTemplateData/";
  private static final String COMPUTE = "Resources/TrainingCompute/Properties/ComputeResources/";
  private static final String TIME =
      "Resources/TrainingJob/Properties/Timeout/AttemptDurationSeconds";

  private TrainingFaults() {}

  static Stream<Fault> machine() {
    return Stream.of(
        new Fault(
            DEFINITION_FILES, "no file", SOUND.with(MACHINE + "DefinitionUri", "none.asl.json")),
        new Fault(
            UPDATES_ARE_SETTLED, "by nobody", OURS.without("Resources/StackUpdated/Properties")),
        new Fault(
            UPDATES_ARE_SETTLED,
            "no rollback",
            OURS.with(
                "Resources/StackUpdated/Properties/EventPattern/detail/status-details/status",
                List.of("UPDATE_COMPLETE"))),
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

  static Stream<Fault> batch() {
    return Stream.of(
        new Fault(
            BATCH_IS_CONDITIONAL, "always there", SOUND.without("Resources/JobQueue/Condition")),
        new Fault(
            WAITING_JOBS_GIVE_UP,
            "for ever",
            SOUND.without("Resources/JobQueue/Properties/JobStateTimeLimitActions")),
        new Fault(
            INSTANCES_ARE_HARDENED,
            "as they come",
            SOUND.without("Resources/Compute/Properties/ComputeResources/LaunchTemplate")),
        new Fault(
            INSTANCES_ARE_HARDENED,
            "two hops",
            SOUND.with(LAUNCH + "MetadataOptions/HttpPutResponseHopLimit", 2)),
        new Fault(
            INSTANCES_ARE_HARDENED, "in clear", SOUND.without(LAUNCH + "BlockDeviceMappings")),
        new Fault(
            INSTANCES_HAVE_SIZES,
            "no parameter",
            OURS.with(COMPUTE + "InstanceTypes", List.of("g5.xlarge"))),
        new Fault(
            INSTANCES_HAVE_SIZES,
            "a family",
            OURS.with("Parameters/InstanceTypes/Default", "g4dn.xlarge,g5")),
        new Fault(JOBS_HAVE_TIME, "half a day", OURS.with(TIME, 43200)),
        new Fault(JOBS_HAVE_TIME, "more than is waited for", OURS.with(TIME, 172800)),
        new Fault(
            JOBS_HAVE_TIME, "for ever", OURS.without("Resources/TrainingJob/Properties/Timeout")),
        new Fault(
            FORMER_REVISIONS_STAY,
            "gone",
            SOUND.without("Resources/Job/Properties/ResourceRetentionPolicy")),
        new Fault(
            FORMER_REVISIONS_STAY,
            "without a name",
            SOUND.without("Resources/Job/Properties/JobDefinitionName")),
        new Fault(
            ONLY_LOST_HOSTS_ARE_RETRIED,
            "all faults",
            SOUND.without("Resources/Job/Properties/RetryStrategy/EvaluateOnExit")));
  }
}
