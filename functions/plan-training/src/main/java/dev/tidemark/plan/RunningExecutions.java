package dev.tidemark.plan;

import java.util.List;

/** The state machine's executions that are not over. */
@FunctionalInterface
interface RunningExecutions {
  /** Their ARNs, the asking one's among them. */
  List<String> arns();
}
