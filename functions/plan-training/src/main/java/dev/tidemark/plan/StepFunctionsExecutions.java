package dev.tidemark.plan;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.SfnClientBuilder;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Asks Step Functions. */
final class StepFunctionsExecutions implements RunningExecutions {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final SfnClient client;
  private final String stateMachineArn;

  StepFunctionsExecutions(SfnClient client, String stateMachineArn) {
    this.client = client;
    this.stateMachineArn = stateMachineArn;
  }

  /**
   * @param endpoint empty = AWS
   */
  static SfnClient client(Optional<URI> endpoint) {
    SfnClientBuilder builder =
        SfnClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(TIMEOUT)
                    .socketTimeout(TIMEOUT));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Override
  public List<String> arns() {
    return client
        .listExecutionsPaginator(
            list -> list.stateMachineArn(stateMachineArn).statusFilter(ExecutionStatus.RUNNING))
        .executions()
        .stream()
        .map(ExecutionListItem::executionArn)
        .toList();
  }
}
