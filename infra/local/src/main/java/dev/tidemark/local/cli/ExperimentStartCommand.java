package dev.tidemark.local.cli;

import dev.tidemark.local.UsageException;
import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark experiment start}: a model beside the champion. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a model answer some of the users beside the champion; 'tidemark models' lists them. With"
          + " another share it goes on with more or fewer of them.",
      ""
    },
    footer = {
      "",
      "On AWS the same is:",
      "  aws lambda invoke --function-name PROMOTE-MODEL --cli-binary-format raw-in-base64-out \\",
      "    --payload '{\"step\":\"experiment\",\"modelVersion\":\"VERSION\",\"share\":20}' answer.json",
      "and the steps ready (until it is), canary, check and shift, or back, with the champion's version."
    })
final class ExperimentStartCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "VERSION", description = "Version of the model.")
  private String version;

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      defaultValue = "20",
      description = "Percent of the users that it answers. Default: ${DEFAULT-VALUE}.")
  private int share;

  @Mixin private RunningPort running;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (share < 1 || share > 99) {
      throw new UsageException("--share " + share + ": give a whole number from 1 to 99");
    }
    new RunningProduct(running.port())
        .startExperiment(version, share, spec.commandLine().getOut()::println);
    return CommandLine.ExitCode.OK;
  }
}
