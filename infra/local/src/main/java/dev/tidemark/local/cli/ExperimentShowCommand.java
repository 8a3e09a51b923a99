package dev.tidemark.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark experiment show}: what came of either model. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what came of both models since the experiment began, in the last 31 days at most, and"
          + " whether one is clicked more. Look once, when it is over: whoever looks every day sees"
          + " a difference sooner or later.",
      ""
    },
    footer = {
      "",
      "On AWS the same is GET /v1/models and GET /v1/metrics?from=SINCE&compare=CHAMPION,VERSION."
    })
final class ExperimentShowCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final double PERCENT = 100;
  private static final double LEAST = 0.001;

  @Spec private CommandSpec spec;

  @Mixin private RunningPort running;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures here.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunningProduct product = new RunningProduct(running.port());
    JsonNode experiment = ExperimentGroup.underWay(product);
    JsonNode metrics = product.metrics(query(experiment, Clock.systemUTC().instant()));
    print(experiment, metrics.path("comparison"), spec.commandLine().getOut());
    if (json.isPresent()) {
      ObjectNode all = LocalJson.MAPPER.createObjectNode();
      all.set("experiment", experiment);
      all.set("from", metrics.path("from"));
      all.set("to", metrics.path("to"));
      all.setAll((ObjectNode) metrics.path("comparison"));
      Files.write(json.get(), LocalJson.readable(all));
    }
    return CommandLine.ExitCode.OK;
  }

  private static String query(JsonNode experiment, Instant now) {
    Instant since = Instant.parse(experiment.path("since").asText());
    Instant earliest = now.minus(LONGEST);
    return String.format(
        "from=%s&to=%s&compare=%s,%s",
        since.isBefore(earliest) ? earliest : since,
        now,
        experiment.path("champion").asText(),
        experiment.path("modelVersion").asText());
  }

  private static void print(JsonNode experiment, JsonNode comparison, PrintWriter out) {
    out.printf(
        "since %s, %s answers %d %% of the users%n",
        Instant.parse(experiment.path("since").asText()).truncatedTo(ChronoUnit.SECONDS),
        experiment.path("modelVersion").asText(),
        experiment.path("share").asInt());
    for (JsonNode arm : comparison.path("arms")) {
      out.printf(
          Locale.ROOT,
          "  %s  users %,d  impressions %,d  clicks %,d (%s)  purchases %,d (%s)  revenue %s%n",
          arm.path("modelVersion").asText(),
          arm.path("users").asInt(),
          arm.path("impressions").asInt(),
          arm.path("clicks").asInt(),
          rate(arm.path("clickRate")),
          arm.path("purchases").asInt(),
          rate(arm.path("purchaseRate")),
          arm.path("revenue").asText());
    }
    out.printf(
        Locale.ROOT,
        "  %,d users saw both and are left out%n",
        comparison.path("mixedUsers").asInt());
    out.println("  " + comparison.path("conclusion").asText() + test(comparison));
  }

  private static String rate(JsonNode rate) {
    return rate.isNumber() ? String.format(Locale.ROOT, "%.2f %%", PERCENT * rate.asDouble()) : "-";
  }

  private static String test(JsonNode comparison) {
    return comparison.has("pValue")
        ? String.format(
            Locale.ROOT,
            ": %+.2f points, 95 %% from %+.2f to %+.2f, p %s",
            PERCENT * comparison.path("difference").asDouble(),
            PERCENT * comparison.path("interval").path(0).asDouble(),
            PERCENT * comparison.path("interval").path(1).asDouble(),
            probability(comparison.path("pValue").asDouble()))
        : "";
  }

  private static String probability(double value) {
    return value < LEAST ? "below " + LEAST : String.format(Locale.ROOT, "%.4f", value);
  }
}
