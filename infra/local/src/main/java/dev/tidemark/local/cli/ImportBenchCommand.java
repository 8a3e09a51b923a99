package dev.tidemark.local.cli;

import dev.tidemark.data.format.Given;
import dev.tidemark.local.Console;
import dev.tidemark.local.TemporaryFolder;
import dev.tidemark.local.bench.ImportBench;
import dev.tidemark.local.bench.ImportReport;
import dev.tidemark.local.data.DataSet;
import dev.tidemark.local.shop.SimulatedShop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidemark bench import}: how fast events are imported. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description =
        "Imports the events of a data set into a new DynamoDB Local, as up does, and in turns writes"
            + " the same items with BatchWriteItem alone: what the import takes beside the store.")
final class ImportBenchCommand implements Callable<Integer> {
  /** About 100,000 events. */
  private static final int SHOPPERS = 1_000;

  @Spec private CommandSpec spec;

  @ParentCommand private BenchGroup bench;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data set, as of up. Without it: a simulated shop.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often both are measured. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures to a file, too.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds " + rounds + ": give a number from 1 on");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (TemporaryFolder work = TemporaryFolder.create().untilInterrupted()) {
      DataSet set = DataSet.read(folder(work.path()), Given.NOTHING);
      Console console = bench.place().console(out);
      ImportReport report = new ImportBench(bench.place().build().read(), set, console).run(rounds);
      out.println(report.summary());
      out.flush();
      if (json.isPresent()) {
        report.write(json.get());
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private Path folder(Path work) throws IOException {
    if (data.isPresent()) {
      return data.get();
    }
    new SimulatedShop(SHOPPERS, SimulatedShop.SEED).write(work);
    return work;
  }
}
