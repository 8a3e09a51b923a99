package dev.tidemark.plan;

import java.util.List;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Asks Step Functions. */
final class StepFunctionsExecutions implements RunningExecutions {
  private final SfnClient client;
  private final String stateMachineArn;

  StepFunctionsExecutions(SfnClient client, String stateMachineArn) {
    this.client = client;
    this.stateMachineArn = stateMachineArn;
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
