package dev.tidemark.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark models}: what a running {@code up} has trained and decided. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Lists the models of a running 'tidemark up', newest first: NDCG@10 on held-out events, what"
          + " was decided and why; * marks the one in service.",
      ""
    },
    footer = {"", "On AWS the same is GET /v1/models of the API, signed with SigV4."})
final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunningPort running;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures here.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode answer = new RunningProduct(running.port()).models();
    PrintWriter out = spec.commandLine().getOut();
    for (JsonNode model : answer.path("models")) {
      out.printf(
          "%s %s  NDCG@10 %s  %s: %s%n",
          model.path("serving").asBoolean() ? "*" : " ",
          model.path("version").asText(),
          figure(model.path("comparison").path("challenger").path("ndcg@10")),
          model.path("decision").path("outcome").asText(),
          model.path("decision").path("reason").asText());
    }
    if (json.isPresent()) {
      Files.write(json.get(), LocalJson.readable(answer));
    }
    return CommandLine.ExitCode.OK;
  }

  private static String figure(JsonNode figure) {
    return figure.isNumber() ? String.format(Locale.ROOT, "%.4f", figure.asDouble()) : "-";
  }
}
