package dev.tidemark.local.cli;

import dev.tidemark.data.DatasetException;
import dev.tidemark.local.Closeables;
import dev.tidemark.local.Console;
import dev.tidemark.local.PlainText;
import dev.tidemark.local.RunException;
import dev.tidemark.local.TemporaryFolder;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.batch.JobProcess;
import dev.tidemark.local.aws.states.DefinitionException;
import dev.tidemark.local.run.BuiltProject;
import dev.tidemark.local.run.LocalRun;
import dev.tidemark.local.run.UpOptions;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateException;
import dev.tidemark.local.template.TemplateReader;
import dev.tidemark.servers.child.ChildServerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or input that cannot be used. */
@Command(
    name = "tidemark",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = "A recommender that an online shop runs by itself.",
    subcommands = {
      UpCommand.class,
      CheckCommand.class,
      TrainCommand.class,
      BatchCommand.class,
      LabEvaluateCommand.class,
      SegmentsCommand.class,
      LabForecastCommand.class,
      PackageCommand.class,
      ModelsCommand.class,
      RollbackCommand.class,
      ExperimentGroup.class,
      RedriveCommand.class,
      VerifyErasureCommand.class,
      BenchGroup.class
    },
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage or input that cannot be used."})
public record Tidemark(Place place) {
  private static final String HOME = "tidemark.home";
  private static final String TERMINAL = "tidemark.terminal";

  /**
   * Where the command runs.
   *
   * @param home folder of the built project
   * @param terminal whether output goes to a terminal
   */
  record Place(Path home, boolean terminal, Map<String, String> environment) {
    Place {
      environment = Map.copyOf(environment);
    }

    BuiltProject build() {
      return new BuiltProject(home);
    }

    /**
     * Runs a program of the laboratory, which talks to the user itself and ends with this process.
     *
     * @return the program's exit code
     */
    int program(String mainClass, List<String> arguments) throws IOException, InterruptedException {
      BuiltProject build = build();
      Template template = TemplateReader.read(build.template());
      build.check(template);
      Map<String, String> libraries = BuiltProject.libraries(template, environment);
      try (TemporaryFolder tmp = TemporaryFolder.create().untilInterrupted()) {
        ProcessBuilder builder =
            new JobProcess(build.lab(), libraries, tmp.path()).of(mainClass, arguments).inheritIO();
        builder.environment().put("TIDEMARK_TERMINAL", Boolean.toString(terminal));
        Closeables closeables = new Closeables();
        Runtime.getRuntime().addShutdownHook(new Thread(closeables::close, "stop"));
        Process process = builder.start();
        closeables.add(process::destroyForcibly);
        return process.waitFor();
      }
    }

    Console console(PrintWriter out) {
      return new Console(out, terminal, System::nanoTime);
    }

    /** A run of the product that ends with this process. */
    LocalRun run(UpOptions options, PrintWriter out) {
      LocalRun run = new LocalRun(build(), options, environment, console(out));
      Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
      return run;
    }
  }

  /** Shown by {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tidemark " + System.getProperty("tidemark.version", "0.1.0-SNAPSHOT")};
    }
  }

  public static void main(String[] arguments) {
    // What is printed is the same everywhere, and all that is talked to is on this machine.
    Locale.setDefault(Locale.ROOT);
    ProxySelector.setDefault(HttpClient.Builder.NO_PROXY);
    Place place =
        new Place(
            Path.of(System.getProperty(HOME, "")).toAbsolutePath(),
            Boolean.getBoolean(TERMINAL),
            System.getenv());
    System.exit(commandLine(place).execute(arguments));
  }

  static CommandLine commandLine(Place place) {
    CommandLine commandLine = new CommandLine(new Tidemark(place));
    commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    commandLine.setExecutionExceptionHandler(Tidemark::report);
    commandLine.setParameterExceptionHandler(
        (exception, parameters) -> {
          exception.getCommandLine().getErr().println(exception.getMessage());
          exception.getCommandLine().getErr().println("--help shows what can be given");
          return CommandLine.ExitCode.USAGE;
        });
    return commandLine;
  }

  private static int report(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    boolean usage =
        failure instanceof UsageException
            || failure instanceof DatasetException
            || failure instanceof DefinitionException
            || failure instanceof TemplateException;
    boolean expected =
        usage
            || failure instanceof RunException
            || failure instanceof FunctionException
            || failure instanceof ChildServerException;
    commandLine.getErr().println((expected ? "" : "failed: ") + PlainText.of(failure));
    return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }
}
