package dev.tidemark.local.cli;

import dev.tidemark.local.run.EvaluationProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code tidemark evaluate}: its options, {@code --help} too, are those of the training job. */
@Command(
    name = "evaluate",
    description = {
      "Compares the model with baselines on a data set; without --data on a simulated shop."
          + " evaluate --help shows its options."
    })
final class LabEvaluateCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  private final Tidemark.Place place;

  LabEvaluateCommand(Tidemark.Place place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return new EvaluationProgram(place.program()).run(arguments);
  }
}
