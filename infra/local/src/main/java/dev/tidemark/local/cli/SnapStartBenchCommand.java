package dev.tidemark.local.cli;

import dev.tidemark.data.format.Given;
import dev.tidemark.local.TemporaryFolder;
import dev.tidemark.local.bench.SnapStartBench;
import dev.tidemark.local.bench.SnapStartReport;
import dev.tidemark.local.data.Delist;
import dev.tidemark.local.run.LocalRun;
import dev.tidemark.local.run.UpOptions;
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

/** {@code tidemark bench snapstart}: brings the product up and measures its packaged function. */
@Command(
    name = "snapstart",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Starts the packaged recommend function in fresh processes, with its SnapStart hooks (requests"
          + " replayed, tables read before the snapshot) and without them, and measures init, the"
          + " first request after the hooks, warm requests and memory.",
      "No microVM is stopped and restored: what that takes is not measured."
    })
final class SnapStartBenchCommand implements Callable<Integer> {
  /**
   * Enough for histories of every length; what is measured does not depend on how many there are.
   */
  private static final int SHOPPERS = 60;

  @Spec private CommandSpec spec;

  @ParentCommand private BenchGroup bench;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data set, as of up. Without it: a small simulated shop.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--processes",
      paramLabel = "N",
      defaultValue = "10",
      description = "Fresh processes of each kind. Default: ${DEFAULT-VALUE}.")
  private int processes;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures to a file, too.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (processes < 1) {
      throw new ParameterException(
          spec.commandLine(), "--processes " + processes + ": give a number from 1 on");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (TemporaryFolder work = TemporaryFolder.create().untilInterrupted()) {
      UpOptions options =
          new UpOptions(
              Optional.of(shop(work.path())),
              Given.NOTHING,
              Delist.NOTHING,
              0,
              Optional.empty(),
              Optional.of(1),
              Optional.empty(),
              false);
      LocalRun run = bench.place().run(options, out);
      SnapStartReport report =
          new SnapStartBench(run.start(), bench.place().build(), out::println).run(processes);
      run.stop();
      report.print(out);
      if (json.isPresent()) {
        report.write(json.get());
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private Path shop(Path folder) throws IOException {
    if (data.isPresent()) {
      return data.get();
    }
    new SimulatedShop(SHOPPERS, SimulatedShop.SEED).write(folder);
    return folder;
  }
}
