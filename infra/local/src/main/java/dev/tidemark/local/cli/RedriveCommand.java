package dev.tidemark.local.cli;

import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark redrive}: lets a running {@code up} try again what it set aside. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Sends the messages that a running 'tidemark up' could not take in to their queues again,"
          + " once what was wrong is mended. What it cannot take in now is set aside again.",
      ""
    },
    footer = {
      "",
      "On AWS the same is:",
      "  aws sqs start-message-move-task --source-arn DEAD --destination-arn QUEUE",
      "    (DeadLetterQueueArn and ImportQueueArn in the stack's outputs; that queue takes all kinds)"
    })
final class RedriveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunningPort running;

  @Override
  public Integer call() throws IOException, InterruptedException {
    new RunningProduct(running.port()).redrive(spec.commandLine().getOut()::println);
    return CommandLine.ExitCode.OK;
  }
}
