package dev.tidemark.local.aws.states;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsError;
import dev.tidemark.local.aws.AwsServer;
import java.time.Instant;
import java.util.Map;

/** Step Functions' own interface as far as functions ask it: which executions are running. */
record StatesApi(Executions executions) implements AwsServer.Service {
  private static final String LIST = "AWSStepFunctions.ListExecutions";

  @Override
  public AwsAnswer answer(HttpExchange call, byte[] body) {
    if (!LIST.equals(call.getRequestHeaders().getFirst("X-Amz-Target"))) {
      throw new AwsError(400, "UnknownOperationException", "only " + LIST + " is known here");
    }
    return AwsAnswer.json(
        Map.of("executions", executions.running().stream().map(this::item).toList()));
  }

  private Map<String, Object> item(Execution execution) {
    return Map.of(
        "executionArn", executions.arn(execution),
        "stateMachineArn", executions.stateMachineArn(),
        "name", execution.name(),
        "status", execution.status().name(),
        "startDate", Instant.parse(execution.startTime()).toEpochMilli() / 1000.0);
  }
}
