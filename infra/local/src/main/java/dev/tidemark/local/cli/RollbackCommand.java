package dev.tidemark.local.cli;

import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark rollback}: brings an earlier champion of a running {@code up} back. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Brings an earlier model of a running 'tidemark up' back into service; 'tidemark models'"
          + " lists them.",
      ""
    },
    footer = {
      "",
      "On AWS the same is:",
      "  aws lambda invoke --function-name PROMOTE-MODEL --cli-binary-format raw-in-base64-out \\",
      "    --payload '{\"step\":\"rollback\",\"modelVersion\":\"VERSION\"}' answer.json",
      "Outcome 'done': it serves. 'published': go on with the steps ready (until it is), canary,",
      "check and shift, or back."
    })
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "VERSION", description = "Version of the model.")
  private String version;

  @Mixin private RunningPort running;

  @Override
  public Integer call() throws IOException, InterruptedException {
    new RunningProduct(running.port()).rollBack(version, spec.commandLine().getOut()::println);
    return CommandLine.ExitCode.OK;
  }
}
