package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.FunctionTimeoutException;
import dev.tidemark.local.aws.LogTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One execution environment: a built task folder in a JVM of its own under AWS's Runtime Interface
 * Client. Takes one invocation at a time, as Lambda's do; callers see to that.
 */
public record FunctionProcess(
    FunctionLaunch launch, Clock clock, RuntimeApiServer api, Process process)
    implements AutoCloseable {
  /** What Lambda grants at least to init under SnapStart. */
  private static final Duration INIT_TIMEOUT = Duration.ofSeconds(130);

  private static final String SNAPSHOT_LINE = "-- snapshot taken and restored --";
  private static final String PEAK = "VmHWM:";
  private static final long KIBIBYTE = 1024;
  private static final Duration TIME_TO_END = Duration.ofSeconds(5);

  /**
   * Starts the process; {@link #awaitReady} is to be called before the first invocation.
   *
   * @param atSnapshot runs where Lambda would take the snapshot
   * @throws FunctionException where there is no such program or folder
   */
  public static FunctionProcess launch(FunctionLaunch launch, Clock clock, Runnable atSnapshot) {
    try {
      Files.createDirectories(launch.log().toAbsolutePath().getParent());
      RuntimeApiServer api =
          new RuntimeApiServer(
              launch.name(),
              () -> {
                markSnapshot(launch.log());
                atSnapshot.run();
              });
      ProcessBuilder builder =
          new ProcessBuilder(launch.command())
              .directory(launch.function().codeUri().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
      builder.environment().clear();
      builder.environment().putAll(launch.processEnvironment(api.address()));
      Process process = builder.start();
      // A process that ends can answer nothing any more, whatever ended it.
      CompletableFuture<Void> unused =
          process
              .onExit()
              .thenAccept(
                  ended -> {
                    api.fail(endedWith(ended.exitValue()));
                    api.close();
                  });
      return new FunctionProcess(launch, clock, api, process);
    } catch (IOException e) {
      throw new FunctionException(launch.name() + " cannot be started: " + e.getMessage());
    }
  }

  private static FunctionException endedWith(int code) {
    return new FunctionException("the process ended with exit code " + code);
  }

  private static void markSnapshot(Path log) {
    try {
      Files.writeString(log, SNAPSHOT_LINE + System.lineSeparator(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the log of a running function cannot be written", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * @throws FunctionTimeoutException after the template's timeout; the process is then gone
   * @throws FunctionException what the function reported, or that it crashed
   */
  public byte[] invoke(byte[] payload) {
    Duration limit = launch.function().timeout();
    Future<byte[]> answer = api.submit(payload, clock.millis() + limit.toMillis());
    try {
      return await(answer, limit);
    } catch (TimeoutException e) {
      close();
      throw new FunctionTimeoutException(
          String.format(
              "%s took longer than its timeout of %d s", launch.name(), limit.toSeconds()));
    }
  }

  /** The most memory that was resident so far, in bytes, as Linux counts it (VmHWM). */
  public long peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith(PEAK))
        .mapToLong(line -> KIBIBYTE * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new IOException("Linux tells no " + PEAK));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until init and the SnapStart hooks are done.
   *
   * @throws FunctionException with one line and the function's last output; the process is then
   *     gone
   */
  public void awaitReady() {
    Duration timeout = launch.function().timeout();
    Duration limit = timeout.compareTo(INIT_TIMEOUT) > 0 ? timeout : INIT_TIMEOUT;
    String reason;
    try {
      await(api.ready(), limit);
      return;
    } catch (TimeoutException e) {
      reason = "init took longer than " + limit.toSeconds() + " s";
    } catch (FunctionException e) {
      // The runtime wraps what a hook threw and reports the wrapper only.
      reason = e.getMessage() + LogTail.suppressed(launch.log()).map(s -> ": " + s).orElse("");
    }
    close();
    throw new FunctionException(
        String.format(
            "%s did not start: %s%nLog: %s%n%s",
            launch.name(), reason, launch.log(), LogTail.of(launch.log())));
  }

  private static <T> T await(Future<T> future, Duration limit) throws TimeoutException {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof FunctionException reported
          ? reported
          : new IllegalStateException("the runtime server failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionException("interrupted");
    }
  }
}
