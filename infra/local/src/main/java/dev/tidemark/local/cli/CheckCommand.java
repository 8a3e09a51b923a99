package dev.tidemark.local.cli;

import dev.tidemark.data.folder.DatasetReader;
import dev.tidemark.data.folder.Survey;
import dev.tidemark.local.LocalJson;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidemark check}: reads a data folder and tells what of it can be used, and how. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description =
        "Reads a data folder and tells how its files are understood, what is lost and why. Stores"
            + " nothing. Exit code 2 where most of a file cannot be used.")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand
  @SuppressWarnings("unused") // picocli sets it
  private Tidemark tidemark;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder to read.")
  private Path data;

  @Mixin private MappingOption mapping;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures to a file, too.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Survey survey = DatasetReader.open(data, mapping.given()).survey(item -> {}, event -> {});
    if (json.isPresent()) {
      LocalFiles.replace(json.get(), out -> out.write(LocalJson.readable(survey.json())));
    }
    survey.lines().forEach(spec.commandLine().getOut()::println);
    survey.refuseLosses();
    return CommandLine.ExitCode.OK;
  }
}
