package dev.tidemark.local.aws;

import dev.tidemark.local.Closeables;
import dev.tidemark.servers.child.RunSecret;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What stand-ins have of the run that they belong to.
 *
 * @param log gets a line for what fails
 * @param closeables what must end with the run
 * @param secret that whoever controls something must send
 */
public record Host(Clock clock, Consumer<String> log, Closeables closeables, RunSecret secret) {
  /** Runs a task beside the others; it is interrupted when the run ends. */
  public void start(String thread, Runnable task) {
    Thread started = new Thread(task, thread);
    started.setDaemon(true);
    started.start();
    closeables.add(started::interrupt);
  }
}
