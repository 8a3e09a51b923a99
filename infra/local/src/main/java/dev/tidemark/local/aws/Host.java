package dev.tidemark.local.aws;

import dev.tidemark.local.Closeables;
import dev.tidemark.servers.child.RunSecret;
import dev.tidemark.servers.child.Upkeep;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What stand-ins have of the run that they belong to.
 *
 * @param log gets a line for what fails
 * @param closeables what must end with the run
 * @param secret that whoever controls something must send
 * @param giveUp ends the run in order, with the reason
 */
public record Host(
    Clock clock,
    Consumer<String> log,
    Closeables closeables,
    RunSecret secret,
    Consumer<String> giveUp) {
  /** Runs a task beside the others; it is interrupted when the run ends. */
  public void start(String thread, Runnable task) {
    Thread started = new Thread(task, thread);
    started.setDaemon(true);
    started.start();
    closeables.add(started::interrupt);
  }

  /**
   * How a server is kept up that this run cannot go without.
   *
   * @param revived brings back what the server had in memory
   */
  public Upkeep upkeep(Runnable revived) {
    return new Upkeep(closeables::isClosed, log, revived, giveUp);
  }
}
