package dev.tidemark.local.bench;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Ends a process by SIGKILL again and again, evenly over a time.
 *
 * @param name for the lines
 * @param process the one that runs now, if one does
 * @param lines gets one for each kill
 */
record Kills(String name, Supplier<Optional<ProcessHandle>> process, Consumer<String> lines) {
  private static final long LOOK_MS = 10;

  /** Until all are done or this thread is interrupted. */
  void run(int count, int seconds) {
    long begin = System.nanoTime();
    try {
      for (int i = 1; i <= count; i++) {
        long due = begin + TimeUnit.SECONDS.toNanos(seconds) * i / (count + 1);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        ProcessHandle running = awaitRunning();
        running.destroyForcibly();
        lines.accept("kill -9 " + i + "/" + count + ": " + name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProcessHandle awaitRunning() throws InterruptedException {
    while (true) {
      Optional<ProcessHandle> running = process.get().filter(ProcessHandle::isAlive);
      if (running.isPresent()) {
        return running.get();
      }
      Thread.sleep(LOOK_MS);
    }
  }
}
