package dev.tidemark.local.cli;

import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark train}: starts the training state machine of a running {@code up} by hand. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Trains a new model on what a running 'tidemark up' holds, however few events are new, and"
          + " shows how far it is; 'up' serves it if it is good enough.",
      ""
    },
    footer = {
      "",
      "On AWS the same is:",
      "  aws stepfunctions start-execution --input '{\"force\":true}' \\",
      "    --state-machine-arn ARN    (TrainingMachineArn in the stack's outputs)"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunningPort running;

  @Override
  public Integer call() throws IOException, InterruptedException {
    new RunningProduct(running.port()).train(spec.commandLine().getOut()::println);
    return CommandLine.ExitCode.OK;
  }
}
