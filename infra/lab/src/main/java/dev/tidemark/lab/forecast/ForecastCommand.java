package dev.tidemark.lab.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidemark.data.DatasetException;
import dev.tidemark.data.format.Given;
import dev.tidemark.forecast.Forecast;
import dev.tidemark.forecast.Question;
import dev.tidemark.forecast.ShopForecast;
import dev.tidemark.forecast.UnknownSeriesException;
import dev.tidemark.lab.report.DemandPage;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.training.Parent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forecasts weekly demand from a data folder, or shows what a running product answered. */
@Command(
    name = "tidemark forecast",
    sortOptions = false,
    description =
        "Forecasts what is sold in the weeks to come, of the whole shop, a category or an item,"
            + " with 80 and 95 % intervals and the stock at which to order: from a data folder, or"
            + " without --data by the model in service of a running 'tidemark up'.",
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage or input that cannot be used."})
public final class ForecastCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "data folder: events.csv[.gz] and items.csv; default: a running 'tidemark up'")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "FIELD=COLUMN",
      description = "which column holds a field where that is not found out, as up takes it")
  private Map<String, String> mapping = Map.of();

  @Option(
      names = "--port",
      defaultValue = "3000",
      paramLabel = "N",
      description = "port of the running 'tidemark up' (default: ${DEFAULT-VALUE})")
  private int port;

  @ArgGroup(exclusive = true)
  private One one = new One();

  /** What is asked for; neither: the total. */
  static final class One {
    @Option(names = "--item", paramLabel = "ID", description = "one item")
    private String item = "";

    @Option(
        names = "--category",
        paramLabel = "PATH",
        description = "one category, or all below it")
    private String category = "";
  }

  @Option(
      names = "--weeks",
      defaultValue = "4",
      paramLabel = "N",
      description = "weeks ahead, 1 to 26 (default: ${DEFAULT-VALUE})")
  private int weeks;

  @Option(
      names = "--lead-time",
      defaultValue = "2",
      paramLabel = "N",
      description = "weeks from an order to its goods, 1 to 26 (default: ${DEFAULT-VALUE})")
  private int leadTime;

  @Option(
      names = "--service-level",
      defaultValue = "0.95",
      paramLabel = "P",
      description =
          "probability that the stock lasts that long, 0.5 to 0.99 (default: ${DEFAULT-VALUE})")
  private double serviceLevel;

  @Option(
      names = "--promotion",
      split = ",",
      paramLabel = "N",
      description = "weeks ahead under a promotion, such as 1,2 (default: none)")
  private Set<Integer> promotion = Set.of();

  @Option(names = "--json", paramLabel = "FILE", description = "write all figures to this file")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--html", paramLabel = "FILE", description = "write a plot to this file")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  @SuppressWarnings("unused") // picocli answers it
  private boolean help;

  private final PrintStream out;
  private final PrintStream err;

  ForecastCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    Parent.endWith(System.getenv());
    System.exit(new CommandLine(new ForecastCommand(System.out, System.err)).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ObjectMapper mapper =
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);
    try {
      Question question = question();
      Forecast forecast =
          data.isPresent()
              ? fromFolder(data.get(), question)
              : new RunningForecast(port, mapper).answer(question);
      print(forecast);
      if (json.isPresent()) {
        LocalFiles.replace(json.get(), file -> file.write(mapper.writeValueAsBytes(forecast)));
      }
      if (html.isPresent()) {
        byte[] page = new DemandPage(forecast).page().getBytes(StandardCharsets.UTF_8);
        LocalFiles.replace(html.get(), file -> file.write(page));
      }
      return CommandLine.ExitCode.OK;
    } catch (DatasetException | IllegalArgumentException | UnknownSeriesException e) {
      err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private Question question() {
    check("--weeks", weeks);
    check("--lead-time", leadTime);
    promotion.forEach(week -> check("--promotion", week));
    if (!Question.isServiceLevel(serviceLevel)) {
      throw new IllegalArgumentException(
          "--service-level: " + serviceLevel + "; give " + Question.SERVICE_LEVELS);
    }
    return Question.of(one.item, one.category, weeks, leadTime, serviceLevel, promotion);
  }

  private Forecast fromFolder(Path folder, Question question) {
    return ShopForecast.of(FolderSales.read(folder, Given.of(mapping), out).history())
        .answer(question);
  }

  private static void check(String name, int given) {
    if (given < 1 || given > ShopForecast.LONGEST) {
      throw new IllegalArgumentException(
          name + ": " + given + "; give 1 to " + ShopForecast.LONGEST);
    }
  }

  private void print(Forecast forecast) {
    out.printf(
        "%n%s, %s from %s on, by %s%n",
        name(forecast), forecast.unit(), forecast.asOf(), forecast.method());
    out.printf("  %-12s %10s %21s %21s%n", "week of", "mean", "80 %", "95 %");
    for (Forecast.Week week : forecast.weeks()) {
      out.printf(
          Locale.ROOT,
          "  %-12s %10.1f %10.1f-%10.1f %10.1f-%10.1f%n",
          week.week(),
          week.mean(),
          week.low80(),
          week.high80(),
          week.low95(),
          week.high95());
    }
    Forecast.Reorder reorder = forecast.reorder();
    out.printf(
        Locale.ROOT,
        "  order at %,d pieces: %.1f are expected to go in %d week(s), and %.1f more are kept so"
            + " that the stock lasts with %.3g %%%n",
        reorder.point(),
        reorder.demand(),
        reorder.leadTimeWeeks(),
        reorder.safetyStock(),
        100 * reorder.serviceLevel());
    if (!forecast.note().isEmpty()) {
      out.println("  " + forecast.note());
    }
  }

  private static String name(Forecast forecast) {
    return switch (forecast.level()) {
      case "item" -> "item " + forecast.id() + " " + forecast.title();
      case "category" -> "category " + forecast.id();
      default -> "all items";
    };
  }
}
