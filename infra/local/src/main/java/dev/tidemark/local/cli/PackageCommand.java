package dev.tidemark.local.cli;

import dev.tidemark.local.pack.Packaging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidemark package}: the launcher has built everything, this tells whether it fits. */
@Command(
    name = "package",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description =
        "Builds functions, layers and the training job, and compares their sizes with Lambda's"
            + " limits. Fails where one is exceeded.")
final class PackageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Tidemark tidemark;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Folder of a model package to check as well: its size and its checksums.")
  private Optional<Path> model = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures to a file, too.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException {
    List<String> faults =
        new Packaging(tidemark.place().home(), spec.commandLine().getOut()).run(model, json);
    faults.forEach(spec.commandLine().getErr()::println);
    return faults.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
