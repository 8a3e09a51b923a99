package dev.tidemark.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark batch}: recommendations for all users of a running {@code up}. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Writes recommendations for all users of a running 'tidemark up' into its storage folder, as"
          + " JSON Lines in recommendations/<model version>/, by the model in service. Given again,"
          + " it goes on where it was interrupted.",
      ""
    },
    footer = {"", "On AWS it is a job of the training image: infra/docs/deploy.md."})
final class BatchCommand implements Callable<Integer> {
  private static final int MOST = 100;

  @Spec private CommandSpec spec;

  @Mixin private RunningPort running;

  @Option(
      names = "--count",
      defaultValue = "10",
      paramLabel = "N",
      description = "Items for each user, 1 to 100. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures here.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (count < 1 || count > MOST) {
      throw new UsageException("--count: " + count + "; give 1 to " + MOST);
    }
    JsonNode figures =
        new RunningProduct(running.port()).batch(count, spec.commandLine().getOut()::println);
    if (json.isPresent()) {
      Files.write(json.get(), LocalJson.readable(figures));
    }
    return CommandLine.ExitCode.OK;
  }
}
