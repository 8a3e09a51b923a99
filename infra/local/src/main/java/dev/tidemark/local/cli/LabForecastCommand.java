package dev.tidemark.local.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/** {@code tidemark forecast}: its options, {@code --help} too, are those of the lab's program. */
@Command(
    name = "forecast",
    description = {
      "Forecasts weekly demand from a data folder, or by the model of a running 'tidemark up'."
          + " forecast --help shows its options."
    })
final class LabForecastCommand implements Callable<Integer> {
  private static final String MAIN_CLASS = "dev.tidemark.lab.forecast.ForecastCommand";

  @ParentCommand private Tidemark tidemark;

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return tidemark.place().program(MAIN_CLASS, arguments);
  }
}
