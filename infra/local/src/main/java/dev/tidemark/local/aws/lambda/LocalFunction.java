package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.FunctionTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A function that answers invocations one after the other, with a fresh process after a timeout or
 * a crash. Once started it is safe for use by several threads, and can be closed at any time.
 */
public final class LocalFunction implements AutoCloseable {
  private final FunctionLaunch launch;
  private final Clock clock;
  private final Semaphore turn = new Semaphore(1, true);
  private volatile Optional<FunctionProcess> process = Optional.empty();
  private volatile boolean closed;

  /** Nothing runs yet. */
  public LocalFunction(FunctionLaunch launch, Clock clock) {
    this.launch = launch;
    this.clock = clock;
  }

  /**
   * Starts the function and waits until it is ready.
   *
   * @throws FunctionException with one line and the function's last output
   */
  public void start() {
    FunctionProcess fresh = FunctionProcess.launch(launch, clock, () -> {});
    process = Optional.of(fresh);
    if (closed) {
      fresh.close(); // the end came between the last look and the launch
    }
    fresh.awaitReady();
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
      if (process.filter(FunctionProcess::isAlive).isEmpty()) {
        start();
      }
      return process.orElseThrow().invoke(payload);
    } finally {
      turn.release();
    }
  }

  /** Ends the process once it has answered; the next invocation begins with a fresh one. */
  public void rest() {
    turn.acquireUninterruptibly();
    try {
      process.ifPresent(FunctionProcess::close);
    } finally {
      turn.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    process.ifPresent(FunctionProcess::close);
  }
}
