package dev.tidemark.local;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that goes on beside that of whoever began it, and does not keep the process. */
public final class Beside<T> {
  private final FutureTask<T> task;

  private Beside(FutureTask<T> task) {
    this.task = task;
  }

  /** Begins. */
  public static <T> Beside<T> start(String thread, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread started = new Thread(task, thread);
    started.setDaemon(true);
    started.start();
    return new Beside<>(task);
  }

  /**
   * Returns what came of it, as soon as it is done; throws what it threw.
   *
   * @throws RunException where the caller is interrupted meanwhile
   */
  public T await() throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw e.getCause() instanceof RuntimeException failed
          ? failed
          : new RunException("failed: " + e.getCause(), e);
    }
  }
}
