package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
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
        .contains("--data", "--map", "--port", "--storage", "--epochs", "--target", "events*.csv");
    assertThat(run("check", "--help")).isZero();
    assertThat(out.toString()).contains("--data", "--map", "--json", "Stores nothing");
    assertThat(run("train", "--help")).isZero();
    assertThat(out.toString()).contains("--port", "aws stepfunctions start-execution");
    assertThat(run("models", "--help")).isZero();
    assertThat(out.toString()).contains("--json", "GET /v1/models");
    assertThat(run("rollback", "--help")).isZero();
    assertThat(out.toString()).contains("VERSION", "aws lambda invoke");
    assertThat(run("segments", "--help")).isZero();
    assertThat(out.toString()).contains("--users", "--csv", "discount-led");
    assertThat(run("redrive", "--help")).isZero();
    assertThat(run("verify-erasure", "--help")).isZero();
    assertThat(out.toString()).contains("--port", "aws sqs start-message-move-task");
    assertThat(run("bench", "--help")).isZero();
    assertThat(out.toString()).contains("tidemark bench", "training", "ingest", "snapstart");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("tidemark 0.1.0");
  }

  @Test
  void shouldCheckAFolder(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("events.csv"),
        "USER_ID;ITEM_ID;TIMESTAMP;EVENT_TYPE\nu;i;1788325287;Click\nNULL;i;1788325287;Click\n");
    Path json = folder.resolve("figures");

    int code = run("check", "--data", folder.toString(), "--json", json.toString());

    assertThat(code).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("events.csv: Amazon Personalize interactions; USER_ID -> user")
        .contains("1 x userId missing (line 3)");
    JsonNode file = LocalJson.MAPPER.readTree(json.toFile()).at("/files/0");
    assertThat(file.path("columns").path("ITEM_ID").asText()).isEqualTo("item");
    assertThat(file.path("separator").asText()).isEqualTo(";");
    assertThat(file.path("rows").asInt() + "," + file.path("kept").asInt()).isEqualTo("2,1");
    assertThat(file.path("dropped")).hasToString("{\"userId missing\":1}");
    assertThat(file.path("from").asText()).isEqualTo("2026-09-02T05:01:27Z");
  }

  @Test
  void shouldStopWhereMostOfAFileIsLostOrWhatIsSaidIsWrong(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("events.csv"), "user_id,item_id,event_type,timestamp\nu,i,view,soon\n");

    assertThat(run("check", "--data", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("the likeliest cause: timestamp not usable (line 2)");
    assertUsage(
        "--map who=...: is no field", "check", "--data", folder.toString(), "--map", "who=x");
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
    assertUsage("--rate 0: give a number from 1", "bench", "ingest", "--rate", "0");
    assertUsage(
        "--kill 9: give a number from 0 to 5", "bench", "ingest", "--seconds", "5", "--kill", "9");
    assertUsage("Missing required subcommand", "bench");
  }

  @Test
  void shouldSayWhereNothingRunsThatCouldTrain() {
    assertUsage("nothing runs at port 1; start ./tidemark up", "train", "--port", "1");
    assertUsage("nothing runs at port 1; start ./tidemark up", "models", "--port", "1");
    assertUsage("nothing runs at port 1; start ./tidemark up", "redrive", "--port", "1");
    assertUsage("Missing required parameter: 'RECEIPT_FILE'", "verify-erasure");
    assertUsage("cannot read missing.json", "verify-erasure", "missing.json");
    assertUsage("nothing runs at port 1; start ./tidemark up", "rollback", "m1", "--port", "1");
    assertUsage("nothing runs at port 1", "experiment", "start", "m1", "--port", "1");
    assertUsage("nothing runs at port 1", "experiment", "stop", "--port", "1");
    assertUsage("nothing runs at port 1", "experiment", "show", "--port", "1");
    assertUsage(
        "--share 100: give a whole number from 1 to 99",
        "experiment",
        "start",
        "m1",
        "--share",
        "100");
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
            Properties: {FunctionName: !Ref Follow, EventSourceArn: !GetAtt Clicks.Arn}
          Clicks: {Type: AWS::Kinesis::Stream}
        """);
    assertUsage(
        "Reader: the local run brings functions what is in queues and streams of tables only:"
            + " Follow would get nothing",
        "up");
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
