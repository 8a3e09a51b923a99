package dev.tidemark.local.cli;

import dev.tidemark.local.TemporaryFolder;
import dev.tidemark.local.shop.SimulatedShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/** {@code tidemark evaluate}: its options, {@code --help} too, are those of the lab's program. */
@Command(
    name = "evaluate",
    description = {
      "Compares the model with baselines on a data set; without --data on a simulated shop."
          + " evaluate --help shows its options."
    })
final class LabEvaluateCommand implements Callable<Integer> {
  private static final String MAIN_CLASS = "dev.tidemark.lab.evaluate.EvaluateCommand";
  private static final List<String> COMPLETE = List.of("--data", "--help", "-h");

  @ParentCommand private Tidemark tidemark;

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (arguments.stream().anyMatch(it -> COMPLETE.contains(it) || it.startsWith("--data="))) {
      return tidemark.place().program(MAIN_CLASS, arguments);
    }
    try (TemporaryFolder work = TemporaryFolder.create().untilInterrupted()) {
      Path shop = work.path().resolve("simulated-shop");
      new SimulatedShop(SimulatedShop.SHOPPERS, SimulatedShop.SEED).write(shop);
      List<String> complete = new ArrayList<>(arguments);
      complete.addAll(List.of("--data", shop.toString()));
      return tidemark.place().program(MAIN_CLASS, complete);
    }
  }
}
