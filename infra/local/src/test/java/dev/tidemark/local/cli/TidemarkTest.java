package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TidemarkTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path home;

  @Test
  void shouldShowHelpAndVersion() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "up", "train", "evaluate", "package", "bench", "Exit codes: 0 done, 1 failed, 2 ");
    assertThat(run("up", "--help")).isZero();
    assertThat(out.toString())
        .contains("--data", "--port", "--storage", "--epochs", "--target", "events.csv");
    assertThat(run("train", "--help")).isZero();
    assertThat(out.toString()).contains("--port", "aws stepfunctions start-execution");
    assertThat(run("models", "--help")).isZero();
    assertThat(out.toString()).contains("--json", "GET /v1/models");
    assertThat(run("rollback", "--help")).isZero();
    assertThat(out.toString()).contains("VERSION", "aws lambda invoke");
    assertThat(run("redrive", "--help")).isZero();
    assertThat(out.toString()).contains("--port", "aws sqs start-message-move-task");
    assertThat(run("bench", "--help")).isZero();
    assertThat(out.toString()).contains("tidemark bench", "training", "snapstart");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("tidemark 0.1.0");
  }

  @Test
  void shouldAnswerWrongUsageWithCodeTwo() {
    assertUsage("Unknown option: '--wrong'", "up", "--wrong");
    assertUsage("--port 70000: give a number from 0 to 65535", "up", "--port", "70000");
    assertUsage("Invalid value for option '--port': 'x' is not an int", "up", "--port", "x");
    assertUsage("--epochs 0: give a number from 1 on", "up", "--epochs", "0");
    assertUsage("--delist: give --data, the folder with the full catalogue", "up", "--delist");
    assertUsage("--processes 0: give a number from 1 on", "bench", "snapstart", "--processes", "0");
    assertUsage("Missing required subcommand");
    assertUsage("Missing required subcommand", "bench");
  }

  @Test
  void shouldSayWhereNothingRunsThatCouldTrain() {
    assertUsage("nothing runs at port 1; start ./tidemark up", "train", "--port", "1");
    assertUsage("nothing runs at port 1; start ./tidemark up", "models", "--port", "1");
    assertUsage("nothing runs at port 1; start ./tidemark up", "redrive", "--port", "1");
    assertUsage("nothing runs at port 1; start ./tidemark up", "rollback", "m1", "--port", "1");
  }

  @Test
  void shouldAnswerAnUnusableTemplateWithOneLine() throws Exception {
    Files.writeString(home.resolve("template.yaml"), "Resources: {F: {}}");
    assertThat(run("up")).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("F.Type must be a text");
  }

  @Test
  void shouldRefuseATemplateWithWhatWouldDoNothingHere() throws Exception {
    Files.writeString(
        home.resolve("template.yaml"),
        """
        Resources:
          Reader:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {FunctionName: !Ref Follow, EventSourceArn: !GetAtt Table.StreamArn}
          Table: {Type: AWS::DynamoDB::Table}
        """);
    assertUsage("Reader: the local run has no streams yet: Follow would see nothing", "up");
  }

  private void assertUsage(String message, String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).startsWith(message);
  }

  private int run(String... arguments) {
    CommandLine commandLine = Tidemark.commandLine(new Tidemark.Place(home, false, Map.of()));
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
