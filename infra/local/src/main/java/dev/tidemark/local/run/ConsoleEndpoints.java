package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.Console;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.events.LocalMessaging;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.data.ExampleIds;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.util.Map;

/** What the console asks of the run itself, beside the product's API. */
record ConsoleEndpoints(
    HttpGateway gateway,
    RunSecret secret,
    LocalMessaging messaging,
    ExampleIds example,
    Console console) {
  /** Ids of shoppers are for those who hold the secret alone. */
  static final String EXAMPLES = "/local/examples";

  private static final String ROLLBACK = "/local/rollback";

  void open() {
    TrainingLog log = new TrainingLog(console);
    gateway.tell(
        OperationsEndpoint.PATH, AwsServer.handler(new OperationsEndpoint(gateway, messaging)));
    gateway.control(
        EXAMPLES,
        secret,
        AwsServer.handler((call, body) -> AwsAnswer.json(Map.of("shoppers", example.shoppers()))));
    gateway.control(ROLLBACK, secret, new WorkEndpoint(log, asked -> rollBack(asked, log)));
  }

  /** The same steps as {@code tidemark rollback} takes. */
  private Map<String, ?> rollBack(JsonNode asked, TrainingLog log)
      throws IOException, InterruptedException {
    String version = asked.path("modelVersion").asText();
    new RunningProduct(gateway.port()).rollBack(version, log);
    return Map.of(WorkEndpoint.OUTCOME, "done", "modelVersion", version);
  }
}
