package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.console.Browser;
import dev.tidemark.local.shop.SimulatedShop;
import dev.tidemark.store.fake.Damage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real command, from the shell's side, over and over on one storage. */
class UpIT extends UpCase {
  /** Far less than another training would take; how fast it is, is not what is tested. */
  private static final Duration SECOND_RUN = Duration.ofMinutes(1);

  private static final Pattern MODEL = Pattern.compile("\"modelVersion\" ?: ?\"([^\"]+)\"");

  private Path data;

  @BeforeEach
  void write() throws Exception {
    data = folder.resolve("shop");
    new SimulatedShop(30, 3, LocalDate.now(ZoneOffset.UTC).minusDays(1)).write(data);
  }

  @Test
  void shouldComeUpGoAndComeUpAgainWithoutTraining() throws Exception {
    shouldEndInOrderWhereItIsInterruptedWhileItImports();
    shouldServeWhatIsPopularWhileItTrainsAndBeKilled();
    shouldGoOnTrainingAndServe();
    shouldServeADamagedStorageUntilTrainingHealsIt();
    shouldComeUpWithoutTrainingAndEndWhereAHelperCannotBeKeptUp();
    shouldRefuseOtherDataThanTheStorageHolds();
  }

  private void shouldEndInOrderWhereItIsInterruptedWhileItImports() throws Exception {
    try (TidemarkProcess up = up(data)) {
      assertThat(up.printsLineWith("items stored", FIRST_RUN)).as("%s", up.errors()).isTrue();
      List<ProcessHandle> children = up.children();
      up.interrupt();
      assertThat(up.exitCode()).isEqualTo(INTERRUPTED);
      assertThat(up.errors()).isEmpty();
      assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }
  }

  private void shouldServeWhatIsPopularWhileItTrainsAndBeKilled() throws Exception {
    try (TidemarkProcess up = up(data)) {
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
      assertThat(up.output()).noneMatch(line -> line.startsWith(ready()));
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
  }

  private void shouldGoOnTrainingAndServe() throws Exception {
    List<ProcessHandle> children;
    try (TidemarkProcess up = up(data)) {
      shouldBeReady(up);
      assertThat(up.output())
          .contains("Training goes on where it was interrupted: Train")
          .containsSubsequence(
              firstThat(up, "Ready ("), firstThat(up, "Model "), firstThat(up, ready()))
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

      shouldLetNobodyControlItByItsAddressAlone();
      shouldCompareAModelTrainedByHandWithTheOneInService(examples.get(0));
      shouldTellOfAFileThatCannotBeTakenInAndTryItAgain(up);
      shouldVerifyAnErasure();
      up.interrupt();
      assertThat(up.exitCode()).isEqualTo(INTERRUPTED);
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(Path.of(storage(), "training")).doesNotExist();
    assertThat(Path.of(storage(), "logs", "cleaning.json")).exists();
  }

  private void shouldLetNobodyControlItByItsAddressAlone() throws Exception {
    for (String control :
        List.of(
            "local/train",
            "local/rollback",
            "local/examples",
            "2015-03-31/functions/PromoteModel/invocations")) {
      assertThat(shell("curl -si -X POST http://localhost:" + port + "/" + control))
          .contains(" 403 ");
    }
  }

  private void shouldCompareAModelTrainedByHandWithTheOneInService(String recommendations)
      throws Exception {
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
          .contains(modelOf(shell(recommendations)), "promoted: in service");
    }
    if (Browser.isThere()) {
      ConsoleFigures page = new ConsoleFigures(Integer.parseInt(port), folder);
      page.shouldEqualThoseOfModels(figures);
      page.shouldEqualThoseOfSegments();
      page.shouldEqualThoseOfTheForecast();
      page.shouldBeTimed();
      page.shouldChangeWithWhatAShopperDoes(recommendations.split("/", -1)[5]);
    }
  }

  private void shouldTellOfAFileThatCannotBeTakenInAndTryItAgain(TidemarkProcess up)
      throws Exception {
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
  }

  private void shouldVerifyAnErasure() throws Exception {
    String receipt = folder.resolve("receipt.json").toString();
    shell("curl -s -X DELETE http://localhost:" + port + "/v1/users/nobody-7 > " + receipt);
    assertThat(verified(0, receipt)).anyMatch(it -> it.startsWith("Nothing of the user"));
    shell("sed -i 's/\"interactions\":0/\"interactions\":1/' " + receipt);
    assertThat(verified(1, receipt)).anyMatch(it -> it.startsWith("Found in receipt: "));
    shell("echo {} > " + receipt);
    assertThat(verified(2, receipt)).isEmpty();
  }

  private void shouldServeADamagedStorageUntilTrainingHealsIt() throws Exception {
    Path champion = Path.of(storage(), "models", "champion.json");
    Path served = champion.resolveSibling(modelOf(Files.readString(champion)));
    Damage.FLIPPED_BIT.to(served.resolve("saved_model/saved_model.pb"));
    Damage.GARBAGE.to(champion);
    Damage.CUT_SHORT.to(Path.of(storage(), "versions.json"));
    try (TidemarkProcess up =
        new TidemarkProcess(
            folder, "up", "--port", port, "--storage", storage(), "--epochs", "1")) {
      assertThat(up.printsLineWith(ready(), SECOND_RUN))
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

      shouldTrainAgain();
      assertThat(shell(recommendations)).contains("\"strategy\":\"lstm\"");
      shouldRecommendForAllUsers();
      up.interrupt();
      assertThat(up.exitCode()).isEqualTo(INTERRUPTED);
    }
  }

  private void shouldTrainAgain() throws Exception {
    try (TidemarkProcess train = new TidemarkProcess(folder, "train", "--port", port)) {
      assertThat(train.printsLineWith("Model ", FIRST_RUN)).as("%s", train.errors()).isTrue();
      assertThat(train.exitCode()).isZero();
      assertThat(train.output()).anyMatch(line -> line.contains("done, model"));
    }
  }

  private void shouldRecommendForAllUsers() throws Exception {
    Path ofBatch = folder.resolve("batch.json");
    try (TidemarkProcess batch =
        new TidemarkProcess(
            folder, "batch", "--port", port, "--count", "3", "--json", ofBatch.toString())) {
      assertThat(batch.exitCode()).as("%s", batch.errors()).isZero();
      assertThat(batch.output()).anyMatch(line -> line.startsWith("Recommendations: "));
    }
    assertThat(Files.readString(ofBatch)).contains("\"resumed\" : 0", "\"lstm\" : ");
  }

  private void shouldComeUpWithoutTrainingAndEndWhereAHelperCannotBeKeptUp() throws Exception {
    List<ProcessHandle> children;
    try (TidemarkProcess up = up(data)) {
      assertThat(up.printsLineWith(ready(), SECOND_RUN))
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
  }

  private void shouldRefuseOtherDataThanTheStorageHolds() throws Exception {
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

  private List<String> verified(int exitCode, String receipt) throws Exception {
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
}
