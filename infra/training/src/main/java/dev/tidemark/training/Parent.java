package dev.tidemark.training;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The local run that started this process, if one did. */
public final class Parent {
  /** Environment variable with the process id of the parent. */
  public static final String PID = "TIDEMARK_PARENT";

  private static final int FAILED = 1;

  private Parent() {}

  /** Ends this process with its parent, also where that one is killed. */
  public static void endWith(Map<String, String> environment) {
    String pid = environment.get(PID);
    if (pid != null) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(Parent::endAfter);
    }
  }

  private static void endAfter(ProcessHandle parent) {
    CompletableFuture<Void> unused =
        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(FAILED));
  }
}
