package dev.tidemark.local.aws.states;

/** What answers tasks with one resource, such as {@code arn:aws:states:::lambda:invoke}. */
@FunctionalInterface
public interface TaskResource {
  /**
   * Is called again with the same arguments where the run was killed: it then must not do anything
   * twice.
   *
   * @return JSON value
   * @throws RuntimeException where the task fails; a {@link TaskFailedException} names the error
   */
  Object call(Fields arguments);
}
