package dev.tidemark.local.cli;

import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark experiment stop}: the champion answers all again. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Ends the experiment: the champion answers all users again. 'tidemark rollback VERSION' ends it,"
          + " too, and brings the other model into service.",
      ""
    },
    footer = {"", "On AWS the same is a rollback to the champion, see 'tidemark rollback --help'."})
final class ExperimentStopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunningPort running;

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunningProduct product = new RunningProduct(running.port());
    String champion = ExperimentGroup.underWay(product).path("champion").asText();
    product.rollBack(champion, spec.commandLine().getOut()::println);
    return CommandLine.ExitCode.OK;
  }
}
