package dev.tidemark.local.aws.states;

/** A task or a state failed, with an error's name that {@code Retry} and {@code Catch} may know. */
public final class TaskFailedException extends RuntimeException {
  /** The name of every failure of a task that has no better one. */
  static final String TASK_FAILED = "States.TaskFailed";

  private final String error;

  public TaskFailedException(String error, String message) {
    super(message);
    this.error = error;
  }

  /** A task failed by an exception of its resource's own. */
  TaskFailedException(RuntimeException cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.error = TASK_FAILED;
  }

  public String error() {
    return error;
  }
}
