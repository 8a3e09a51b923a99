package dev.tidemark.training;

import java.util.Map;

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
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(Parent::watch);
    }
  }

  private static void watch(ProcessHandle parent) {
    Thread watcher =
        new Thread(
            () -> {
              parent.onExit().join();
              Runtime.getRuntime().halt(FAILED);
            },
            "parent");
    watcher.setDaemon(true);
    watcher.start();
  }
}
