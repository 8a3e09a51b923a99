package dev.tidemark.local.aws.batch;

import dev.tidemark.local.aws.LocalBuckets;
import dev.tidemark.local.aws.StandIn;
import dev.tidemark.local.aws.TaskArguments;
import dev.tidemark.local.aws.TaskResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * AWS Batch as the state machine uses it: runs the training job with the command of the template's
 * job definition, on folders in place of buckets and on the processor in place of a GPU.
 *
 * @param commands of the job definitions by name
 * @param more arguments of the local run's own
 */
public record LocalBatch(
    Map<String, List<String>> commands,
    LocalBuckets buckets,
    TrainingRunner training,
    List<String> more)
    implements StandIn {
  private static final String SUBMIT = "arn:aws:states:::batch:submitJob.sync";
  private static final String LIST = "arn:aws:states:::aws-sdk:batch:listJobs";

  private static final String PARAMETER = "Ref::";
  private static final String DEVICE = "--device";

  public LocalBatch {
    commands = Map.copyOf(commands);
    more = List.copyOf(more);
  }

  @Override
  public Map<String, TaskResource> tasks() {
    return Map.of(SUBMIT, this::submit, LIST, LocalBatch::list);
  }

  private Object submit(TaskArguments arguments) {
    String name = arguments.text("JobName");
    arguments.text("JobQueue"); // here jobs do not wait
    arguments.value("Tags"); // and belong to one run alone
    List<String> command = command(arguments.text("JobDefinition"), arguments.fields("Parameters"));
    arguments.refuseRest();
    try {
      training.run(command);
      return Map.of("JobName", name, "Status", "SUCCEEDED");
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
  }

  private static Object list(TaskArguments arguments) {
    arguments.text("JobQueue");
    arguments.value("Filters");
    arguments.refuseRest();
    return Map.of("JobSummaryList", List.of()); // none waits
  }

  private List<String> command(String definition, TaskArguments parameters) {
    List<String> command = new ArrayList<>();
    for (String word : commands.getOrDefault(definition, List.of())) {
      String value =
          word.startsWith(PARAMETER) ? parameters.text(word.substring(PARAMETER.length())) : word;
      boolean device = !command.isEmpty() && command.get(command.size() - 1).equals(DEVICE);
      command.add(device ? "cpu" : buckets.local(value));
    }
    parameters.refuseRest();
    command.addAll(more);
    return command;
  }
}
