package dev.tidemark.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.RunException;
import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code tidemark experiment}: two models side by side in a running {@code up}. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a second model answer some of the users of a running 'tidemark up', and tells which is"
          + " clicked more.",
      ""
    },
    subcommands = {
      ExperimentStartCommand.class,
      ExperimentStopCommand.class,
      ExperimentShowCommand.class
    })
final class ExperimentGroup {

  /**
   * The experiment that is under way.
   *
   * @throws RunException where there is none
   */
  static JsonNode underWay(RunningProduct product) throws IOException, InterruptedException {
    JsonNode experiment = product.models().path("experiment");
    if (experiment.isMissingNode()) {
      throw new RunException(
          "no experiment is under way; start one with ./tidemark experiment start VERSION --share 20");
    }
    return experiment;
  }
}
