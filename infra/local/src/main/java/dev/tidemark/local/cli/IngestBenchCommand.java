package dev.tidemark.local.cli;

import dev.tidemark.local.bench.IngestBench;
import dev.tidemark.local.bench.IngestPlan;
import dev.tidemark.local.bench.IngestReport;
import dev.tidemark.local.run.BuiltProject;
import dev.tidemark.local.template.Template;
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

/** {@code tidemark bench ingest}: what the API takes in, and whether it keeps all of it. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Posts events to the packaged function at a constant rate, ten in a list, through the local"
          + " gateway into a new DynamoDB Local, and sends again what is not acknowledged. Then each"
          + " acknowledged event is looked for in the table.",
      "Times count from when an event was due, so that a stop counts for all that waited."
    },
    footer = {
      "",
      "Exit codes: 0 each acknowledged event is there exactly once, 1 one is lost or doubled, 2 wrong"
          + " usage."
    })
final class IngestBenchCommand implements Callable<Integer> {
  private static final int MAX_RATE = 100_000;
  private static final int MAX_SECONDS = 3_600;

  @Spec private CommandSpec spec;

  @ParentCommand private BenchGroup bench;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Events a second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "100",
      description = "How long they are sent. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--kill",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Ends the function's process by SIGKILL so often meanwhile, and DynamoDB Local twice."
              + " Default: ${DEFAULT-VALUE}, neither.")
  private int kills;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures to a file, too.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    check("--rate", rate, 1, MAX_RATE);
    check("--seconds", seconds, 1, MAX_SECONDS);
    check("--kill", kills, 0, seconds);
    PrintWriter out = spec.commandLine().getOut();
    BuiltProject build = bench.place().build();
    Template template = build.read();
    build.check(template);
    IngestReport report =
        new IngestBench(template, build, bench.place().console(out))
            .run(new IngestPlan(rate, seconds, kills));
    out.println(report.summary());
    out.flush();
    if (json.isPresent()) {
      report.write(json.get());
    }
    return report.isExact() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          option + " " + value + ": give a number from " + least + " to " + most);
    }
  }
}
