package dev.tidemark.plan;

import java.util.List;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Asks Step Functions for the state machine's executions that are not over. */
record StepFunctionsExecutions(SfnClient client, String stateMachineArn) {
  List<RunningExecution> running() {
    return client
        .listExecutionsPaginator(
            list -> list.stateMachineArn(stateMachineArn).statusFilter(ExecutionStatus.RUNNING))
        .executions()
        .stream()
        .map(it -> new RunningExecution(it.startDate(), it.executionArn()))
        .toList();
  }
}
