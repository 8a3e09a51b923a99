package dev.tidemark.local.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A function that answers invocations one after the other, with a fresh process after a timeout or
 * a crash. Safe for use by several threads.
 */
public final class LocalFunction implements AutoCloseable {
  private final FunctionLaunch launch;
  private final Clock clock;
  private final Semaphore turn = new Semaphore(1, true);
  private volatile FunctionProcess process;
  private volatile boolean closed;

  private LocalFunction(FunctionLaunch launch, Clock clock, FunctionProcess process) {
    this.launch = launch;
    this.clock = clock;
    this.process = process;
  }

  /**
   * Starts the function and waits until it is ready.
   *
   * @throws FunctionException with one line and the function's last output
   */
  public static LocalFunction start(FunctionLaunch launch, Clock clock) {
    return new LocalFunction(launch, clock, FunctionProcess.start(launch, clock));
  }

  /**
   * @param patience how long to wait for the invocations before
   * @throws FunctionTimeoutException where its turn did not come, or it took too long
   * @throws FunctionException where the function failed
   */
  public byte[] invoke(byte[] payload, Duration patience) {
    try {
      if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new FunctionTimeoutException(launch.name() + " is busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionException("interrupted");
    }
    try {
      if (closed) {
        throw new FunctionException(launch.name() + " has been stopped");
      }
      if (!process.isAlive()) {
        process = FunctionProcess.start(launch, clock);
      }
      return process.invoke(payload);
    } finally {
      turn.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    process.close();
  }
}
