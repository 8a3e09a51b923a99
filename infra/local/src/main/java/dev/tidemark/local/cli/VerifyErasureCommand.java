package dev.tidemark.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.run.RunningProduct;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark verify-erasure}: looks for an erased user in all that a running {@code up} has.
 */
@Command(
    name = "verify-erasure",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Checks the receipt of an erasure, what DELETE /v1/users/{id} answered, against all that a"
          + " running 'tidemark up' keeps: tables, recommendations, models, dead letters, logs.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 nothing of the user is left, 1 something is, which is named, 2 wrong usage."
    })
final class VerifyErasureCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RECEIPT_FILE", description = "File with the receipt.")
  private Path receipt;

  @Option(
      names = "--user",
      paramLabel = "ID",
      description =
          "The user's id at the shop, which dead letters, logs and files to import are searched for"
              + " as well.")
  private Optional<String> user = Optional.empty();

  @Mixin private RunningPort running;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all that was found here.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode answer = new RunningProduct(running.port()).verifyErasure(read(), user);
    PrintWriter out = spec.commandLine().getOut();
    for (JsonNode found : answer.path("found")) {
      out.println("Found in " + found.path("where").asText() + ": " + found.path("what").asText());
    }
    for (JsonNode copy : answer.path("remaining")) {
      out.println(
          "Still in "
              + copy.path("where").asText()
              + ", at most until "
              + copy.path("until").asText());
    }
    if (answer.path("since").asLong() > 0) {
      out.println("Of after the erasure, which may be there: " + answer.path("since").asLong());
    }
    boolean clean = answer.path("clean").asBoolean();
    out.println(
        (clean ? "Nothing of the user is left" : "The user is not erased everywhere")
            + "; looked at: "
            + answer.path("checked"));
    if (json.isPresent()) {
      Files.write(json.get(), LocalJson.readable(answer));
    }
    return clean ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private JsonNode read() {
    try {
      return LocalJson.tree(Files.readString(receipt));
    } catch (IOException e) {
      throw new UsageException("cannot read " + receipt + ": " + LocalFiles.reason(e));
    }
  }
}
