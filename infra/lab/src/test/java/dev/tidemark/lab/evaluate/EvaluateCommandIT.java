package dev.tidemark.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EvaluateCommandIT {
  private static final String SMALL = "dimension=16,hidden=16,window=8,stride=4,older=8";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeEach
  void writeItems() throws IOException {
    StringBuilder items = new StringBuilder("item_id,title,category,price\n");
    for (int i = 0; i < 20; i++) {
      items.append(i).append(",,C").append(i % 3).append(",").append(i).append('\n');
    }
    Files.writeString(folder.resolve("items.csv"), items);
  }

  @Test
  void shouldWriteTheFiguresOfEveryRanking() throws IOException {
    writeEvents(true);
    Path json = folder.resolve("out/figures.json");
    Path html = folder.resolve("pages/report.html");

    int code =
        run(
            "--protocol",
            "time-split",
            "--seeds",
            "2",
            "--epochs",
            "2",
            "--json",
            json.toString(),
            "--html",
            html.toString());

    assertThat(code).as("%s", err).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.path("protocol").asText()).isEqualTo("time-split");
    assertThat(report.path("dataset").path("users").asInt()).isEqualTo(40);
    assertThat(report.path("excludeSeen").isBoolean()).isTrue();
    assertThat(report.path("models")).hasSize(8);
    for (JsonNode model : report.path("models")) {
      assertThat(model.path("name").asText()).isNotEmpty();
      for (String metric : new String[] {"ndcg@10", "hr@10", "mrr@10", "coverage@10"}) {
        assertThat(model.path("metrics").path(metric).asDouble(-1)).isBetween(0.0, 1.0);
      }
      boolean trained = model.path("seed").asInt() > 0;
      assertThat(model.path("epochs")).hasSize(trained ? 2 : 0);
      for (String buckets : new String[] {"byHistoryLength", "byItemAge"}) {
        assertThat(targets(model.path(buckets)))
            .as(buckets)
            .isEqualTo(report.path("dataset").path("test").asInt());
      }
    }
    JsonNode comparison = report.path("comparison").get(0);
    assertThat(comparison.path("low").asDouble())
        .isLessThanOrEqualTo(comparison.path("high").asDouble());
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("tidemark seed 2", "own-frequent");
    assertThat(html).content().startsWith("<!DOCTYPE html>").contains("tidemark seed 2, epoch 2: ");
  }

  @Test
  void shouldMeasureHowFaithfulReasonsAre() throws IOException {
    writeEventsOf(10);
    Path json = folder.resolve("reasons.json");
    Path html = folder.resolve("reasons.html");
    String[] common = {"--task", "explanations", "--protocol", "time-split", "--epochs", "2"};

    int code = run(with(common, "--json", json.toString(), "--html", html.toString()));

    assertThat(code).as("%s", err).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.path("task").asText()).isEqualTo("explanations");
    assertThat(report.path("seed").asInt()).isEqualTo(1);
    assertThat(report.path("history").path("questions").asInt()).isBetween(1, 40);
    assertThat(report.path("methods")).hasSize(15);
    assertThat(report.path("methods").findValuesAsText("name"))
        .contains("occlusion", "random", "recency", "cosine", "attention");
    for (JsonNode method : report.path("methods")) {
      assertThat(method.path("ke").asInt()).isBetween(2, 4);
      for (String figure : new String[] {"pos@5", "del", "ins", "cdcg"}) {
        JsonNode interval = method.path("intervals").path(figure);
        assertThat(method.path(figure).asDouble(-1))
            .as(figure)
            .isNotNegative()
            .isBetween(interval.path("low").asDouble(), interval.path("high").asDouble());
      }
      assertThat(method.path("difference"))
          .hasSize(method.path("name").asText().equals("occlusion") ? 0 : 4);
    }
    JsonNode found = report.path("counterfactuals");
    assertThat(found.path("share").asDouble()).isPositive();
    assertThat(found.path("meanSize").asDouble()).isBetween(1.0, 4.0);
    assertThat(found.path("confirmed").asDouble()).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("POS@5, lower", "attention");
    assertThat(html).content().startsWith("<!DOCTYPE html>").contains("cosine, items named 4: ");
  }

  @Test
  void shouldRefuseWhatSaysNothingOfReasons() throws IOException {
    writeEventsOf(4);

    assertThat(run("--task", "reasons")).isEqualTo(2);
    assertThat(run("--task", "explanations", "--seeds", "2")).isEqualTo(2);
    assertThat(run("--task", "explanations", "--preset", "classic")).isEqualTo(2);
    assertThat(run("--task", "explanations", "--epochs", "1")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("'reasons'; give one of ranking, explanations, propensity, forecast")
        .contains("--seeds: --task explanations trains tidemark once")
        .contains("--preset: --task explanations trains tidemark once")
        .contains("no shopper that can be asked for has more than 4 items");
  }

  @Test
  void shouldSetTheClassifiersFiguresBesideTheRankings() throws IOException {
    writeEvents(true);
    Path json = folder.resolve("figures.json");

    int code = run("--preset", "tidemark,classic", "--epochs", "1", "--json", json.toString());

    assertThat(code).as("%s", err).isZero();
    JsonNode models = new ObjectMapper().readTree(json.toFile()).path("models");
    assertThat(models.get(models.size() - 2).path("name").asText()).isEqualTo("tidemark");
    JsonNode classic = models.get(models.size() - 1);
    assertThat(classic.path("name").asText()).isEqualTo("classic");
    assertThat(classic.path("seed").asInt()).isEqualTo(1);
    assertThat(classic.path("metrics").path("baseRate").asDouble()).isEqualTo(0.5);
    for (String metric : new String[] {"accuracy", "precision", "recall", "f1", "auc", "prAuc"}) {
      assertThat(classic.path("metrics").path(metric).asDouble(-1)).isBetween(0.0, 1.0);
    }
    assertThat(classic.path("epochs")).hasSize(1);
    assertThat(classic.path("epochs").get(0).path("valLoss").asDouble()).isPositive();
    assertThat(classic.path("eventsPerSecond").asDouble()).isPositive();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("classic seed 1", "base rate");
  }

  @Test
  void shouldTrainTheClassifierAloneWithoutBaselines() throws IOException {
    writeEvents(false);
    Path json = folder.resolve("figures.json");

    int code = run("--preset", "classic", "--epochs", "1", "--json", json.toString());

    assertThat(code).as("%s", err).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.path("models")).hasSize(1);
    assertThat(report.path("comparison")).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("NDCG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"time-split", "leave-one-out"})
  void shouldGiveTheSameFiguresForTheSameSeedInWhateverOrderTimedRowsCome(String protocol)
      throws IOException {
    writeEvents(true);
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");
    String[] common = {"--protocol", protocol, "--epochs", "2", "--json"};

    run(with(common, first.toString()));
    shuffleEvents();
    run(with(common, second.toString()));

    assertThat(metrics(first)).isEqualTo(metrics(second));
  }

  @Test
  void shouldRefuseASplitByTimeWithoutTimes() throws IOException {
    writeEvents(false);

    assertThat(run("--protocol", "time-split")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("has rows that tell no time")
        .contains("use --protocol leave-one-out");
    assertThat(run("--epochs", "1")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("popularity-7d is left out");
  }

  @Test
  void shouldTellWhatNothingIsLearntFrom() throws IOException {
    writeEvents(true);
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      more.append(i < 2900 ? "crawler,7,view," : "u1,7,refund,").append(1_700_000_000L + i);
      more.append(",,,\n");
    }
    Files.writeString(folder.resolve("events.csv"), more, StandardOpenOption.APPEND);
    Path json = folder.resolve("figures.json");

    int code = run("--epochs", "1", "--baselines", "popularity", "--json", json.toString());

    assertThat(code).as("%s", err).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("100 interactions that take interest back {refund=100}")
        .contains("2,900 interactions of 1 shopper(s) with more than 2,000 on one day");
    JsonNode dataset = new ObjectMapper().readTree(json.toFile()).path("dataset");
    assertThat(dataset.path("events").asInt()).isEqualTo(1200);
    assertThat(dataset.path("log").path("robots").asInt()).isEqualTo(1);
    assertThat(dataset.path("log").path("takenBack").path("refund").asInt()).isEqualTo(100);
  }

  @Test
  void shouldSayWhatIsMissingWhereNothingCanBeHeldOut() throws IOException {
    StringBuilder events = new StringBuilder("user_id,item_id,event_type,timestamp\n");
    for (int i = 0; i < 40; i++) {
      events.append("u").append(i).append(",1,view,").append(1_700_000_000L + i).append('\n');
    }
    Files.writeString(folder.resolve("events.csv"), events);

    assertThat(run()).isEqualTo(2);
    assertThat(run("--protocol", "time-split")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("nobody has three interactions yet")
        .contains("of what happened last nothing can be asked");
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() throws IOException {
    writeEvents(true);

    assertThat(run("--protocol", "random")).isEqualTo(2);
    assertThat(run("--exclude-seen", "maybe")).isEqualTo(2);
    assertThat(run("--seeds", "0")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("'random'; give leave-one-out or time-split")
        .contains("'maybe'; give auto, true or false");
  }

  @Test
  void shouldPredictTheTargetAlone() throws IOException {
    // Given: everybody views two items and buys two others
    writeViewsAndPurchases();
    Path all = folder.resolve("all.json");
    Path target = folder.resolve("target.json");
    String[] common = {"--protocol", "time-split", "--epochs", "3", "--baselines", "popularity"};

    // When
    int code = run(with(common, "--json", all.toString()));
    int targetCode = run(with(common, "--json", target.toString(), "--target", "purchase"));

    // Then
    assertThat(code).as("%s", err).isZero();
    assertThat(targetCode).as("%s", err).isZero();
    JsonNode whole = new ObjectMapper().readTree(all.toFile());
    JsonNode purchases = new ObjectMapper().readTree(target.toFile());
    assertThat(whole.path("target").asText()).isEqualTo("all behaviours");
    assertThat(purchases.path("target").asText()).isEqualTo("purchase");
    assertThat(purchases.path("dataset").path("test").asInt())
        .isPositive()
        .isLessThan(whole.path("dataset").path("test").asInt() / 2);
    for (JsonNode model : purchases.path("models")) {
      assertThat(targets(model.path("byHistoryLength")))
          .as("%s", model.path("name"))
          .isEqualTo(purchases.path("dataset").path("test").asInt());
    }
  }

  @Test
  void shouldNameTheBehavioursThatCanBeTheTarget() throws IOException {
    writeViewsAndPurchases();

    assertThat(run("--target", "sale")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("'sale' does not occur in the training part; give one of purchase, view");
    assertThat(run("--target", "purchase", "--preset", "classic")).isEqualTo(2);
  }

  private static int targets(JsonNode buckets) {
    int targets = 0;
    for (JsonNode bucket : buckets) {
      assertThat(bucket.path("ndcg@10").asDouble(-1)).isBetween(0.0, 1.0);
      targets += bucket.path("targets").asInt();
    }
    return targets;
  }

  /** Of the model and every baseline. */
  private static List<JsonNode> metrics(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile()).path("models").findValues("metrics");
  }

  private void writeEvents(boolean timed) throws IOException {
    Random random = new Random(5);
    StringBuilder events =
        new StringBuilder("user_id,item_id,event_type,timestamp,category,price,rating\n");
    for (int i = 0; i < 1200; i++) {
      int user = random.nextInt(40);
      int item = (user % 5 * 4 + random.nextInt(4)) % 20;
      String time = timed ? Long.toString(1_700_000_000L + i * 3600L) : "";
      events.append('u').append(user).append(',').append(item).append(",view,").append(time);
      events.append(",,,\n");
    }
    Files.writeString(folder.resolve("events.csv"), events);
  }

  /** Everybody takes so many different items, again and again. */
  private void writeEventsOf(int items) throws IOException {
    Random random = new Random(5);
    StringBuilder events = new StringBuilder("user_id,item_id,event_type,timestamp\n");
    for (int i = 0; i < 1200; i++) {
      int user = random.nextInt(40);
      int item = (user % 5 * 4 + random.nextInt(items)) % 20;
      events.append('u').append(user).append(',').append(item).append(",view,");
      events.append(1_700_000_000L + i * 3600L).append('\n');
    }
    Files.writeString(folder.resolve("events.csv"), events);
  }

  private void shuffleEvents() throws IOException {
    Path file = folder.resolve("events.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Collections.shuffle(lines.subList(1, lines.size()), new Random(11));
    Files.write(file, lines);
  }

  private void writeViewsAndPurchases() throws IOException {
    Random random = new Random(5);
    StringBuilder events = new StringBuilder("user_id,item_id,event_type,timestamp\n");
    for (int i = 0; i < 1200; i++) {
      int user = random.nextInt(40);
      boolean bought = random.nextInt(4) == 0;
      int item = (user % 5 * 4 + (bought ? 2 : 0) + random.nextInt(2)) % 20;
      events.append('u').append(user).append(',').append(item).append(',');
      events.append(bought ? "purchase" : "view").append(',');
      events.append(1_700_000_000L + i * 3600L).append('\n');
    }
    Files.writeString(folder.resolve("events.csv"), events);
  }

  private static String[] with(String[] common, String... more) {
    String[] all = Arrays.copyOf(common, common.length + more.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return all;
  }

  /** With a small network, since none of its figures matter here. */
  private int run(String... arguments) {
    String[] common = {"--data", folder.toString(), "--set", SMALL};
    String[] all = with(common, arguments);
    EvaluateCommand command =
        new EvaluateCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return new CommandLine(command).execute(all);
  }
}
