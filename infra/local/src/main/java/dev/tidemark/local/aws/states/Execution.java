package dev.tidemark.local.aws.states;

/**
 * One run of a state machine, as it is kept in its file.
 *
 * @param name unique
 * @param startTime ISO 8601
 * @param state the state that it has come to, the last one once it is over
 * @param data the state's input, the output once it succeeded
 * @param failure error and cause once it failed, empty before
 */
public record Execution(
    String name,
    String startTime,
    Object input,
    Status status,
    String state,
    Object data,
    String failure) {

  /** As Step Functions names them. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  StateInput step() {
    return new StateInput(state, data);
  }

  Execution at(StateInput step) {
    return new Execution(name, startTime, input, status, step.state(), step.input(), failure);
  }

  Execution succeeded(Object output) {
    return new Execution(name, startTime, input, Status.SUCCEEDED, state, output, failure);
  }

  Execution failed(TaskFailedException e) {
    String why = e.error() + ": " + e.getMessage();
    return new Execution(name, startTime, input, Status.FAILED, state, data, why);
  }
}
