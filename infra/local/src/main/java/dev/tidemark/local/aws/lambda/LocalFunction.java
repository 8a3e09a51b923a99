package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.FunctionTimeoutException;
import dev.tidemark.local.aws.Host;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A function that answers invocations one after the other, with a fresh process after a timeout or
 * a crash, which starts at once and not only with the next invocation. Once started it is safe for
 * use by several threads, and can be closed at any time.
 */
public final class LocalFunction implements AutoCloseable {
  /** Time enough to learn that the whole run ends, as where a terminal interrupts all of it. */
  private static final Duration BEFORE_RESTART = Duration.ofMillis(200);

  private final FunctionLaunch launch;
  private final Host host;
  private final Semaphore turn = new Semaphore(1, true);
  private volatile Optional<FunctionProcess> process = Optional.empty();
  private volatile boolean closed;

  /** Nothing runs yet. */
  public LocalFunction(FunctionLaunch launch, Host host) {
    this.launch = launch;
    this.host = host;
  }

  /**
   * Starts the function and waits until it is ready.
   *
   * @throws FunctionException with one line and the function's last output
   */
  public void start() {
    FunctionProcess fresh = FunctionProcess.launch(launch, host.clock(), () -> {});
    process = Optional.of(fresh);
    if (closed) {
      fresh.close(); // the end came between the last look and the launch
    }
    fresh.awaitReady();
    host.start("keep-" + launch.name(), () -> keepUp(fresh));
  }

  /** Waits for a process to end; the next one follows unless it was put to rest. */
  private void keepUp(FunctionProcess running) {
    try {
      running.process().waitFor();
      Thread.sleep(BEFORE_RESTART.toMillis());
      turn.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (!closed && !host.closeables().isClosed() && process.equals(Optional.of(running))) {
        startAgain();
      }
    } catch (FunctionException e) {
      host.log().accept(e.getMessage()); // the next invocation tries again
    } finally {
      turn.release();
    }
  }

  private void startAgain() {
    Optional<Integer> code = process.map(ended -> ended.process().exitValue());
    long begin = System.nanoTime();
    start();
    double seconds = (System.nanoTime() - begin) / 1e9;
    code.ifPresent(
        ended ->
            host.log()
                .accept(
                    String.format(
                        Locale.ROOT,
                        "%s ended with exit code %d; up again after %.1f s",
                        launch.name(),
                        ended,
                        seconds)));
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
        startAgain();
      }
      return process.orElseThrow().invoke(payload);
    } finally {
      turn.release();
    }
  }

  Optional<ProcessHandle> process() {
    return process.map(running -> running.process().toHandle());
  }

  /** Ends the process once it has answered; the next invocation begins with a fresh one. */
  public void rest() {
    turn.acquireUninterruptibly();
    try {
      process.ifPresent(FunctionProcess::close);
      process = Optional.empty();
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
