package dev.tidemark.local.aws;

/** Threads that do not keep the program alive. */
public final class Daemons {
  private Daemons() {}

  public static Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
