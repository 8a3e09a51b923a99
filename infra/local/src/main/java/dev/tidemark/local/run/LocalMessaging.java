package dev.tidemark.local.run;

import dev.tidemark.local.aws.events.LocalEvents;
import dev.tidemark.local.aws.events.LocalQueues;
import dev.tidemark.local.template.Messaging;
import dev.tidemark.servers.child.ChildServerException;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The template's queues, bus and import bucket: queues first, the rest once functions run. */
final class LocalMessaging {
  private final Messaging messaging;
  private final Workspace workspace;
  private final Closeables closeables;
  private final CompletableFuture<LocalQueues> queues;

  /** Begins to start the queues, which take as long as the tables, beside these. */
  LocalMessaging(Messaging messaging, Workspace workspace, Closeables closeables) {
    this.messaging = messaging;
    this.workspace = workspace;
    this.closeables = closeables;
    queues = CompletableFuture.supplyAsync(this::start);
  }

  private LocalQueues start() {
    LocalQueues started =
        LocalQueues.start(messaging.queues(), workspace.logs().resolve("elasticmq.log"));
    closeables.add(started::close);
    return started;
  }

  /**
   * Waits until they are there.
   *
   * @throws ChildServerException where they do not start
   */
  LocalQueues queues() {
    try {
      return queues.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ChildServerException reason ? reason : e;
    }
  }

  /**
   * Takes events from now on.
   *
   * @param port where the bus is wanted
   * @param log gets a line for what fails
   */
  LocalEvents open(LocalEvents.Functions functions, int port, Clock clock, Consumer<String> log)
      throws IOException {
    LocalEvents events =
        LocalEvents.start(messaging, queues(), functions, port, workspace.imports(), clock, log);
    closeables.add(events::close);
    return events;
  }
}
