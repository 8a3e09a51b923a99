package dev.tidemark.local.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/** {@code tidemark bench}: one subcommand for each thing that is measured. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures how fast the product is on this machine.",
    subcommands = {
      BenchGroup.TrainingBench.class,
      BenchGroup.ScoringBench.class,
      ImportBenchCommand.class,
      IngestBenchCommand.class,
      SnapStartBenchCommand.class,
      ConsoleBenchCommand.class
    })
final class BenchGroup {
  @ParentCommand private Tidemark tidemark;

  Tidemark.Place place() {
    return tidemark.place();
  }

  /** {@code tidemark bench training}: its options, {@code --help} too, are the program's. */
  @Command(
      name = "training",
      description = "How many events a second training learns from. Its --help shows its options.")
  static final class TrainingBench extends LabBench {
    TrainingBench() {
      super("dev.tidemark.lab.bench.BenchCommand");
    }
  }

  /** {@code tidemark bench scoring}: its options, {@code --help} too, are the program's. */
  @Command(
      name = "scoring",
      description = "How long an answer takes. Its --help shows its options.")
  static final class ScoringBench extends LabBench {
    ScoringBench() {
      super("dev.tidemark.lab.bench.ScoringBenchCommand");
    }
  }

  /** A program of the lab. */
  private abstract static class LabBench implements Callable<Integer> {
    private final String mainClass;

    @ParentCommand private BenchGroup bench;

    @Unmatched private List<String> arguments = new ArrayList<>();

    LabBench(String mainClass) {
      this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
      return bench.place().program(mainClass, arguments);
    }
  }
}
