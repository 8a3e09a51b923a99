package dev.tidemark.local.aws;

/** What answers tasks with one resource, such as {@code arn:aws:states:::lambda:invoke}. */
@FunctionalInterface
public interface TaskResource {
  /**
   * Is called again with the same arguments where the run was killed: it then must not do anything
   * twice.
   *
   * @return JSON value
   * @throws RuntimeException where the task fails
   */
  Object call(TaskArguments arguments);
}
