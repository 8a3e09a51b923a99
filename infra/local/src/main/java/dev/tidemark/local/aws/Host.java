package dev.tidemark.local.aws;

import dev.tidemark.local.Closeables;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What stand-ins have of the run that they belong to.
 *
 * @param log gets a line for what fails
 * @param closeables what must end with the run
 */
public record Host(Clock clock, Consumer<String> log, Closeables closeables) {
  /** Runs a task beside the others; it is interrupted when the run ends. */
  public void start(String thread, Runnable task) {
    Thread started = new Thread(task, thread);
    started.setDaemon(true);
    started.start();
    closeables.add(started::interrupt);
  }
}
