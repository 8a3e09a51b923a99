package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.console.Browser;
import dev.tidemark.local.shop.SimulatedShop;
import dev.tidemark.store.fake.Damage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command, from the shell's side. */
class UpIT {
  private static final Duration FIRST_RUN = Duration.ofMinutes(3);

  /** Far less than another training would take; how fast it is, is not what is tested. */
  private static final Duration SECOND_RUN = Duration.ofMinutes(1);

  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;
  private static final Pattern MODEL = Pattern.compile("\"modelVersion\" ?: ?\"([^\"]+)\"");

  @TempDir Path folder;

  @Test
  void shouldComeUpGoAndComeUpAgainWithoutTraining() throws Exception {
    // Given
    Path data = folder.resolve("shop");
    new SimulatedShop(30, 3, LocalDate.now(ZoneOffset.UTC).minusDays(1)).write(data);
    String port = Integer.toString(freePort());
    String[] command = {
      "up", "--data", data.toString(), "--port", port, "--storage", storage(), "--epochs", "1"
    };

    // When, Then: a run is interrupted while it imports
    try (TidemarkProcess up = new TidemarkProcess(folder, command)) {
      assertThat(up.printsLineWith("items stored", FIRST_RUN)).as("%s", up.errors()).isTrue();
      List<ProcessHandle> children = up.children();
      up.interrupt();
      assertThat(up.exitCode()).isEqualTo(INTERRUPTED);
      assertThat(up.errors()).isEmpty();
      assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    // When, Then: the next one goes on, imports all and is killed while it trains
    try (TidemarkProcess up = new TidemarkProcess(folder, command)) {
      assertThat(up.printsLineWith("shoppers with", FIRST_RUN))
          .as("%s%s", up.output(), up.errors())
          .isTrue();
      assertThat(up.output())
          .contains("  0 items stored, 400 already there")
          .anyMatch(line -> line.startsWith("Importing events"))
          .anyMatch(line -> line.startsWith("events.csv: "));
      // Then: it says that it serves, and answers what is popular before there is a model
      assertThat(up.output())
          .filteredOn(line -> line.startsWith("Ready "))
          .singleElement()
          .asString()
          .matches(
              "Ready \\((popular|newest) items; the model follows in about \\d+ min\\): "
                  + "http://localhost:"
                  + port);
      assertThat(up.output()).noneMatch(line -> line.startsWith(ready(port)));
      List<ProcessHandle> children = up.children();
      ProcessHandle job =
          children.stream()
              .filter(it -> it.info().commandLine().orElse("").contains("training.TrainingJob"))
              .findFirst()
              .orElseThrow();
      shell("kill -STOP " + job.pid()); // so that no model comes in between
      String stranger = examples(up).get(2);
      assertThat(answers(stranger, "\"strategy\":\"popular\""))
          .contains("\"modelVersion\":\"none\"");
      assertThat(shell("curl -s http://localhost:" + port + "/local/run"))
          .contains("\"phase\":\"training\"", "\"shoppers\":30", "\"items\":400", "\"epochs\":1");
      assertThat(
              shell(
                  "curl -si -H 'Origin: http://shop.example' http://localhost:"
                      + port
                      + "/local/run"))
          .contains(" 403 ");
      up.kill();
      shell("kill -CONT " + job.pid());
      for (ProcessHandle child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
    }

    // When, Then: the next one goes on training
    List<ProcessHandle> children;
    try (TidemarkProcess up = new TidemarkProcess(folder, command)) {
      assertThat(up.printsLineWith(ready(port), FIRST_RUN))
          .as("%s%s", up.output(), up.errors())
          .isTrue();
      assertThat(up.errors()).isEmpty();
      assertThat(up.output())
          .contains("Training goes on where it was interrupted: Train")
          .containsSubsequence(
              firstThat(up, "Ready ("), firstThat(up, "Model "), firstThat(up, ready(port)))
          .noneMatch(line -> line.startsWith("Importing"));
      List<String> examples = examples(up);
      assertThat(examples).hasSize(4);
      assertThat(shell("curl -s http://localhost:" + port + "/local/run"))
          .contains("\"phase\":\"ready\"", "\"modelVersion\":\"", "\"shoppers\":30");
      assertThat(shell(examples.get(0))).contains("\"strategy\":\"lstm\"", "\"title\":");
      assertThat(shell(examples.get(1))).contains("\"accepted\":1");
      assertThat(shell(examples.get(2))).contains("\"strategy\":\"popular\"");
      assertThat(shell(examples.get(3))).contains("\"FailedEntryCount\":0");
      children = up.children();
      // tables, queues, seven functions, a version that ends
      assertThat(children).hasSizeBetween(9, 10);

      // Then: who has nothing but the address controls nothing
      for (String control :
          List.of(
              "local/train",
              "local/rollback",
              "local/examples",
              "2015-03-31/functions/PromoteModel/invocations")) {
        assertThat(shell("curl -si -X POST http://localhost:" + port + "/" + control))
            .contains(" 403 ");
      }

      // When, Then: another model is trained by hand; it is compared with the one in service
      try (TidemarkProcess train = new TidemarkProcess(folder, "train", "--port", port)) {
        assertThat(train.printsLineWith("Model ", FIRST_RUN)).as("%s", train.errors()).isTrue();
        assertThat(train.exitCode()).isZero();
        assertThat(train.output()).anyMatch(line -> line.contains("shoppers with"));
      }
      Path figures = folder.resolve("models.json");
      try (TidemarkProcess models =
          new TidemarkProcess(folder, "models", "--port", port, "--json", figures.toString())) {
        assertThat(models.exitCode()).isZero();
        assertThat(models.output()).hasSize(2);
        assertThat(models.output()).allMatch(line -> line.matches(".* (promoted|refused): .+"));
        assertThat(models.output())
            .filteredOn(line -> line.startsWith("*"))
            .singleElement()
            .asString()
            .contains(modelOf(shell(examples.get(0))), "promoted: in service");
      }
      if (Browser.isThere()) {
        ConsoleFigures page = new ConsoleFigures(Integer.parseInt(port), folder);
        page.shouldEqualThoseOfModels(figures);
        page.shouldEqualThoseOfSegments();
        page.shouldEqualThoseOfTheForecast();
        page.shouldBeTimed();
        page.shouldChangeWithWhatAShopperDoes(examples.get(0).split("/", -1)[5]);
      }

      // When, Then: a file of any name that cannot be taken in is told, and can be tried again
      shell(
          "printf 'user_id,item_id,event_type,timestamp\\nu,i,view,soon\\n' > "
              + storage()
              + "/import/events/$'B\\xc3\\xa4cker.csv'");
      assertThat(
              up.printsLineWith(
                  "Set aside: events/B\u00e4cker.csv: most of its rows cannot be used", SECOND_RUN))
          .as("%s", up.output())
          .isTrue();
      try (TidemarkProcess redrive = new TidemarkProcess(folder, "redrive", "--port", port)) {
        assertThat(redrive.exitCode()).as("%s", redrive.errors()).isZero();
        assertThat(redrive.output()).containsExactly("Sent again: 1");
      }

      // When, Then: somebody is erased, and a command tells whether that is so
      String receipt = folder.resolve("receipt.json").toString();
      shell("curl -s -X DELETE http://localhost:" + port + "/v1/users/nobody-7 > " + receipt);
      assertThat(verified(0, receipt, port)).anyMatch(it -> it.startsWith("Nothing of the user"));
      shell("sed -i 's/\"interactions\":0/\"interactions\":1/' " + receipt);
      assertThat(verified(1, receipt, port)).anyMatch(it -> it.startsWith("Found in receipt: "));
      shell("echo {} > " + receipt);
      assertThat(verified(2, receipt, port)).isEmpty();
      up.interrupt();
      assertThat(up.exitCode()).isEqualTo(INTERRUPTED);
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(Path.of(storage(), "training")).doesNotExist();
    assertThat(Path.of(storage(), "logs", "cleaning.json")).exists();

    // When, Then: a storage that was damaged meanwhile still serves, and says what is wrong
    Path champion = Path.of(storage(), "models", "champion.json");
    Path served = champion.resolveSibling(modelOf(Files.readString(champion)));
    Damage.FLIPPED_BIT.to(served.resolve("saved_model/saved_model.pb"));
    Damage.GARBAGE.to(champion);
    Damage.CUT_SHORT.to(Path.of(storage(), "versions.json"));
    try (TidemarkProcess up =
        new TidemarkProcess(
            folder, "up", "--port", port, "--storage", storage(), "--epochs", "1")) {
      assertThat(up.printsLineWith(ready(port), SECOND_RUN))
          .as("%s%s", up.output(), up.errors())
          .isTrue();
      assertThat(up.errors()).isEmpty();
      assertThat(up.output())
          .anyMatch(line -> line.contains("models/champion.json is damaged"))
          .anyMatch(line -> line.contains("versions.json is damaged"))
          .anyMatch(
              line ->
                  line.contains(served + ", model")
                      && line.contains("saved_model/saved_model.pb is missing or was altered")
                      && line.contains("./tidemark train"))
          .noneMatch(line -> line.contains("Exception"));
      String recommendations = examples(up).get(0);
      assertThat(shell(recommendations))
          .contains("\"itemId\":")
          .doesNotContain(served.getFileName().toString());

      // When, Then: training heals it
      try (TidemarkProcess train = new TidemarkProcess(folder, "train", "--port", port)) {
        assertThat(train.printsLineWith("Model ", FIRST_RUN)).as("%s", train.errors()).isTrue();
        assertThat(train.exitCode()).isZero();
        assertThat(train.output()).anyMatch(line -> line.contains("done, model"));
      }
      assertThat(shell(recommendations)).contains("\"strategy\":\"lstm\"");

      // When, Then: recommendations for all users
      Path ofBatch = folder.resolve("batch.json");
      try (TidemarkProcess batch =
          new TidemarkProcess(
              folder, "batch", "--port", port, "--count", "3", "--json", ofBatch.toString())) {
        assertThat(batch.exitCode()).as("%s", batch.errors()).isZero();
        assertThat(batch.output()).anyMatch(line -> line.startsWith("Recommendations: "));
      }
      assertThat(Files.readString(ofBatch)).contains("\"resumed\" : 0", "\"lstm\" : ");
      up.interrupt();
      assertThat(up.exitCode()).isEqualTo(INTERRUPTED);
    }

    // When, Then: the second run goes on from the storage
    try (TidemarkProcess up = new TidemarkProcess(folder, command)) {
      assertThat(up.printsLineWith(ready(port), SECOND_RUN))
          .as("%s%s", up.output(), up.errors())
          .isTrue();
      assertThat(up.output()).noneMatch(line -> line.startsWith("Importing"));
      assertThat(shell(examples(up).get(0))).contains("\"strategy\":\"lstm\"");

      // When, Then: a helper that cannot be kept up ends it, in order
      children = up.children();
      while (up.isAlive()) {
        up.children().stream()
            .filter(child -> child.info().commandLine().orElse("").contains("elasticmq.Server"))
            .forEach(ProcessHandle::destroyForcibly);
        Thread.sleep(50);
      }
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.errors())
          .containsExactly(
              "ElasticMQ ended with exit code 137, the third time within five minutes");
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);

    // When, Then: other data is refused
    Path other = folder.resolve("other");
    new SimulatedShop(5, 4).write(other);
    assertRefused(
        storage() + " holds the data set shop, which is not this other;",
        "up",
        "--data",
        other.toString(),
        "--port",
        port,
        "--storage",
        storage());
  }

  @Test
  void shouldServeTheNewestItemsUntilThereIsEnoughToLearnFrom() throws Exception {
    // Given: a shop before its first event
    Path data = Files.createDirectories(folder.resolve("new-shop"));
    StringBuilder items = new StringBuilder("item_id,title\n");
    for (char id = 'A'; id < 'K'; id++) {
      items.append(id).append(",Title of ").append(id).append('\n');
    }
    Files.writeString(data.resolve("items.csv"), items);
    Files.writeString(data.resolve("events.csv"), "user_id,item_id,event_type,timestamp\n");
    String port = Integer.toString(freePort());
    String[] command = {
      "up", "--data", data.toString(), "--port", port, "--storage", storage(), "--epochs", "1"
    };

    try (TidemarkProcess up = new TidemarkProcess(folder, command)) {
      // When, Then
      assertThat(up.printsLineWith(ready(port), FIRST_RUN))
          .as("%s%s", up.output(), up.errors())
          .isTrue();
      assertThat(up.errors()).isEmpty();
      assertThat(up.output())
          .contains(
              "No model yet: there are only 0 interactions to learn from; a model needs at least"
                  + " 20. Until then the newest items are answered; ./tidemark train tries again");
      List<String> examples = examples(up);
      assertThat(shell(examples.get(0)))
          .contains("\"strategy\":\"newest\"", "\"title\":\"Title of ");

      // When, Then: too little came in
      assertThat(shell(examples.get(1))).contains("\"accepted\":1");
      try (TidemarkProcess train = new TidemarkProcess(folder, "train", "--port", port)) {
        assertThat(train.exitCode()).isEqualTo(1);
        assertThat(train.errors())
            .containsExactly(
                "there are only 1 interactions to learn from; a model needs at least 20");
      }

      // When, Then: enough came in, everybody with an item of their own
      StringBuilder events = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        events.append(
            String.format(
                "%s{\"userId\":\"u%d\",\"itemId\":\"%c\",\"type\":\"view\",\"timestamp\":%d}",
                i == 0 ? "" : ",", i % 10, 'A' + i % 10, 1_750_000_000_000L + i * 60_000L));
      }
      assertThat(
              shell(
                  "curl -s -H 'Content-Type: application/json' -d '{\"events\":["
                      + events
                      + "]}' http://localhost:"
                      + port
                      + "/v1/events"))
          .contains("\"accepted\":60");
      try (TidemarkProcess train = new TidemarkProcess(folder, "train", "--port", port)) {
        assertThat(train.printsLineWith("is in service", FIRST_RUN))
            .as("%s%s", train.output(), train.errors())
            .isTrue();
        assertThat(train.exitCode()).isZero();
      }
      assertThat(shell(examples.get(0))).contains("\"strategy\":\"lstm\"");

      // When, Then: a run is ended while it trains, and nothing is left of it
      try (TidemarkProcess train = new TidemarkProcess(folder, "train", "--port", port)) {
        assertThat(train.printsLineWith("shoppers with", FIRST_RUN))
            .as("%s", train.errors())
            .isTrue();
        List<ProcessHandle> children = up.children();
        up.terminate();
        assertThat(up.exitCode()).isEqualTo(TERMINATED);
        assertThat(up.errors()).isEmpty();
        assertThat(children).hasSizeGreaterThan(9).noneMatch(ProcessHandle::isAlive);
      }
    }
  }

  @Test
  void shouldRefuseAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          "port " + taken.getLocalPort() + " is taken;",
          "up",
          "--port",
          Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void shouldRefuseDataThatCannotBeRead() throws Exception {
    assertRefused(
        folder.resolve("missing").toString(),
        "up",
        "--port",
        "0",
        "--data",
        folder.resolve("missing").toString());

    Files.writeString(folder.resolve("events.csv"), "user_id,item_id,event_type\n");
    Files.writeString(folder.resolve("items.csv"), "item_id\n");
    assertRefused("events.csv", "up", "--port", "0", "--data", folder.toString());
  }

  private void assertRefused(String message, String... arguments) throws Exception {
    try (TidemarkProcess up = new TidemarkProcess(folder, arguments)) {
      assertThat(up.exitCode()).as("%s", up.errors()).isEqualTo(2);
      assertThat(up.errors()).hasSize(1);
      assertThat(up.errors().get(0)).contains(message);
      assertThat(up.output()).noneMatch(line -> line.startsWith("Ready"));
    }
  }

  private List<String> verified(int exitCode, String receipt, String port) throws Exception {
    try (TidemarkProcess verify =
        new TidemarkProcess(
            folder, "verify-erasure", receipt, "--user", "nobody-7", "--port", port)) {
      assertThat(verify.exitCode()).as("%s", verify.errors()).isEqualTo(exitCode);
      return verify.output();
    }
  }

  private static String modelOf(String answer) {
    Matcher model = MODEL.matcher(answer);
    assertThat(model.find()).as(answer).isTrue();
    return model.group(1);
  }

  private String storage() {
    return folder.resolve("storage").toString();
  }

  private static String ready(String port) {
    return "Ready: http://localhost:" + port;
  }

  private static String firstThat(TidemarkProcess up, String begin) {
    return up.output().stream().filter(line -> line.startsWith(begin)).findFirst().orElseThrow();
  }

  /** The first answer of a command that holds a text, else the last one. */
  private static String answers(String command, String text) throws Exception {
    String answer = shell(command);
    for (int i = 0; i < 300 && !answer.contains(text); i++) {
      Thread.sleep(200);
      answer = shell(command);
    }
    assertThat(answer).contains(text);
    return answer;
  }

  private static List<String> examples(TidemarkProcess up) throws InterruptedException {
    Thread.sleep(200); // they follow the line that was waited for
    return up.output().stream().filter(line -> line.startsWith("curl ")).toList();
  }

  private static String shell(String command) throws IOException {
    Process shell = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
