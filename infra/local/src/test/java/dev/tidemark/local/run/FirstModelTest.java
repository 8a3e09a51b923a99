package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.RunException;
import dev.tidemark.local.TooLittleDataException;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.local.aws.states.DefinitionReader;
import dev.tidemark.local.aws.states.Executions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a state machine of one state. */
class FirstModelTest {
  private static final String DEFINITION =
      """
      {"QueryLanguage": "JSONata", "StartAt": "A",
       "States": {"A": {"Type": "Task", "Resource": "train", "End": true}}}
      """;

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();
  private String champion = "";
  private boolean ending;

  @Test
  void shouldGiveTheModelThatCame() throws Exception {
    Optional<String> version =
        train(
            arguments -> {
              champion = "v1";
              return plan("done", "better");
            });

    assertThat(version).contains("v1");
    assertThat(lines).hasSize(2).contains("Model v1: done, better");
  }

  @Test
  void shouldSayWhatToDoWhereTheModelIsRefused() throws Exception {
    Optional<String> version = train(arguments -> plan("refused", "worse than popularity"));

    assertThat(version).contains("v1");
    assertThat(lines)
        .endsWith(
            "Model v1: refused, worse than popularity",
            "Popular items stay in service until a better model comes; ./tidemark train tries"
                + " again");
  }

  @Test
  void shouldStayUpWhereTrainingFails() throws Exception {
    Optional<String> version =
        train(
            arguments -> {
              throw new RunException("training ended with exit code 137");
            });

    assertThat(version).isEmpty();
    assertThat(lines)
        .filteredOn(line -> line.contains("137"))
        .singleElement()
        .asString()
        .startsWith("No model: ")
        .endsWith(
            "training ended with exit code 137. Popular items stay in service; once the cause is"
                + " mended, ./tidemark train tries again");
  }

  @Test
  void shouldStayUpWhereWhatIsAskedForCannotBeLearnt() throws Exception {
    train(
        arguments -> {
          throw new UsageException("--target: nobody did 'buy'");
        });

    assertThat(lines).anyMatch(line -> line.startsWith("No model: --target: nobody did 'buy'. "));
  }

  @Test
  void shouldSayThatThereIsTooLittleData() throws Exception {
    train(
        arguments -> {
          throw new TooLittleDataException("there are only 3");
        });

    assertThat(lines)
        .endsWith(
            "No model yet: there are only 3. Until then the newest items are answered; ./tidemark"
                + " train tries again");
  }

  @Test
  void shouldNotTellOfAFailureThatTheEndOfTheRunCaused() {
    assertThatThrownBy(
            () ->
                train(
                    arguments -> {
                      ending = true;
                      throw new RunException("killed");
                    }))
        .isInstanceOf(RunException.class);

    assertThat(lines).noneMatch(line -> line.contains("killed"));
  }

  private static Object plan(String outcome, String reason) {
    return Map.of(
        "due",
        true,
        "modelVersion",
        "v1",
        "promotion",
        Map.of("outcome", outcome, "reason", reason));
  }

  private Optional<String> train(TaskResource resource) throws IOException {
    Path definition = folder.resolve("definition.json");
    Files.writeString(definition, DEFINITION);
    Executions executions =
        new Executions(
            "arn:aws:states:us-east-1:000000000000:stateMachine:t",
            DefinitionReader.read(definition, Map.of()),
            Map.of("train", resource),
            folder.resolve("executions"),
            lines::add,
            Clock.systemUTC(),
            pause -> {},
            () -> ending);
    LocalTraining training =
        new LocalTraining(executions, folder.resolve("training"), lines::add, System::nanoTime);
    return new FirstModel(training, () -> champion, lines::add, () -> ending).train();
  }
}
