package dev.tidemark.local.cli;

import dev.tidemark.local.bench.ConsoleBench;
import dev.tidemark.local.bench.ConsoleReport;
import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidemark bench console}: how long the page's views take. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description =
        "Opens each view of a running 'tidemark up' in this machine's Chromium and measures the time"
            + " from the navigation until all of it is drawn.",
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage, or there is no Chromium."})
final class ConsoleBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunningPort running;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "How often each view is opened. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures to a file, too.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds " + rounds + ": give a number from 1 on");
    }
    PrintWriter out = spec.commandLine().getOut();
    String path = System.getenv().getOrDefault("PATH", "");
    ConsoleReport report =
        new ConsoleBench(
                new RunningProduct(running.port()),
                path,
                line -> {
                  out.println(line);
                  out.flush();
                })
            .run(rounds);
    out.println(report.summary());
    if (json.isPresent()) {
      report.write(json.get());
    }
    return CommandLine.ExitCode.OK;
  }
}
