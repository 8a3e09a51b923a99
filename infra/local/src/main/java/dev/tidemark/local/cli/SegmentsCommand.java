package dev.tidemark.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.PlainCells;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.run.RunningProduct;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark segments}: the people likeliest to buy. */
@Command(
    name = "segments",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Lists the people likeliest to buy, the likeliest first, as the newest training expects it."
          + " The tables know pseudonyms alone: with --users, ids as the shop knows them.",
      ""
    },
    footer = {
      "",
      "Ready-made segments are new, loyal, at-risk, asleep and discount-led; their rules are"
          + " printed.",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class SegmentsCommand implements Callable<Integer> {
  private static final int SHOWN = 20;
  private static final double PERCENT = 100;

  @Spec private CommandSpec spec;

  @Option(names = "--name", paramLabel = "SEGMENT", description = "Only whom this one holds.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--item", paramLabel = "ID", description = "Who may buy this item.")
  private Optional<String> item = Optional.empty();

  @Option(names = "--category", paramLabel = "NAME", description = "Who may buy of this category.")
  private Optional<String> category = Optional.empty();

  @Option(
      names = "--window",
      paramLabel = "7|30",
      defaultValue = "30",
      description = "Days within which they buy. Default: ${DEFAULT-VALUE}.")
  private String window;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many at most. Default: ${DEFAULT-VALUE}.")
  private String size;

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description =
          "The shop's own user ids, one a line: whoever is among them is written by the id. They"
              + " become pseudonyms here and go nowhere.")
  private Optional<Path> users = Optional.empty();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Writes all of them here; cells that a spreadsheet would run are disarmed.")
  private Optional<Path> csv = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the whole answer here.")
  private Optional<Path> json = Optional.empty();

  @Mixin private RunningPort running;

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunningProduct product = new RunningProduct(running.port());
    Map<String, String> query = new LinkedHashMap<>();
    name.ifPresent(it -> query.put("name", it));
    item.ifPresent(it -> query.put("item", it));
    category.ifPresent(it -> query.put("category", it));
    query.put("window", window);
    query.put("size", size);
    List<String> ids = users.isPresent() ? ids(users.get()) : List.of();
    JsonNode answer = product.segments(query);
    if (users.isPresent()) {
      name(answer.path("people"), ids, product.users());
    }
    print(answer, spec.commandLine().getOut());
    if (csv.isPresent()) {
      write(answer.path("people"), csv.get());
    }
    if (json.isPresent()) {
      Files.write(json.get(), LocalJson.readable(answer));
    }
    return CommandLine.ExitCode.OK;
  }

  private static List<String> ids(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(it -> !it.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UsageException("--users: cannot read " + file + ": " + LocalFiles.reason(e));
    }
  }

  /** Adds the shop's id to whom the file names. */
  private static void name(JsonNode people, List<String> ids, Pseudonymiser users) {
    Map<String, String> byKey = new HashMap<>();
    ids.forEach(id -> byKey.put(users.keyOf(id).value(), id));
    for (JsonNode person : people) {
      String id = byKey.get(person.path("userKey").asText());
      if (id != null) {
        ((ObjectNode) person).put("userId", id);
      }
    }
  }

  private static void print(JsonNode answer, PrintWriter out) {
    if (answer.path("modelVersion").asText().equals("none")) {
      out.println("No training has told yet who may buy; wait for the first model.");
      return;
    }
    out.printf(
        Locale.ROOT,
        "%,d people, as model %s expected on %s; the likeliest to buy within %d days:%n",
        answer.path("matching").asInt(),
        answer.path("modelVersion").asText(),
        answer.path("asOf").asText(),
        answer.path("window").asInt());
    int shown = 0;
    for (JsonNode person : answer.path("people")) {
      if (shown++ == SHOWN) {
        out.println("  ... all of them with --csv or --json");
        break;
      }
      out.printf(
          Locale.ROOT,
          "  %-44s %5.1f %%  %5.1f orders in 90 days  %s%n",
          who(person),
          PERCENT * person.path("probability").asDouble(),
          person.path("orders").asDouble(),
          String.join(", ", texts(person.path("segments"))));
    }
    answer
        .path("rules")
        .properties()
        .forEach(rule -> out.println(rule.getKey() + ": " + rule.getValue().asText()));
  }

  private static String who(JsonNode person) {
    return person.path("userId").asText(person.path("userKey").asText());
  }

  private static void write(JsonNode people, Path file) throws IOException {
    try (CsvWriter writer = CsvWriter.builder().build(file)) {
      writer.writeRecord(
          "user_id",
          "user_key",
          "probability",
          "orders_90_days",
          "revenue_90_days",
          "segments",
          "categories");
      for (JsonNode person : people) {
        writer.writeRecord(
            PlainCells.of(
                person.path("userId").asText(),
                person.path("userKey").asText(),
                number(person.path("probability")),
                number(person.path("orders")),
                person.has("revenue") ? number(person.path("revenue")) : "",
                String.join("|", texts(person.path("segments"))),
                String.join("|", texts(person.path("categories")))));
      }
    }
  }

  private static String number(JsonNode value) {
    return String.format(Locale.ROOT, "%.6f", value.asDouble());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(it -> texts.add(it.asText()));
    return texts;
  }
}
