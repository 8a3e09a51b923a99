package dev.tidemark.local.data;

import dev.tidemark.local.RunException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Tasks of one caller, a few at a time: whoever brings more waits. */
public final class SideBySide implements AutoCloseable {
  private final int count;
  private final Semaphore free;
  private final ExecutorService threads;
  private final AtomicReference<RuntimeException> fault = new AtomicReference<>();

  /**
   * @param count tasks at a time
   */
  public SideBySide(int count) {
    this.count = count;
    free = new Semaphore(count);
    threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "import");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Returns when the task has begun; throws what an earlier one threw. */
  public void run(Runnable task) {
    take(1);
    threads.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            fault.compareAndSet(null, e);
          } finally {
            free.release();
          }
        });
  }

  /** Returns when all tasks have ended; throws what one of them threw. */
  public void await() {
    take(count);
    free.release(count);
  }

  private void take(int permits) {
    try {
      free.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted", e);
    }
    if (fault.get() != null) {
      free.release(permits);
      throw fault.get();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
