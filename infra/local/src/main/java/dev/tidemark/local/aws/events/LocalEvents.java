package dev.tidemark.local.aws.events;

import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.template.Messaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What brings events and files to functions without a request: the template's buses and rules, a
 * folder that stands for the bucket of imports, and the pollers of its queues.
 */
public final class LocalEvents implements AutoCloseable {
  private final Deque<Runnable> endings = new ArrayDeque<>();
  private final AwsServer api;

  /** Invokes a function. */
  @FunctionalInterface
  public interface Functions {
    /**
     * @param id logical id
     */
    byte[] invoke(String id, byte[] event);
  }

  private LocalEvents(AwsServer api) {
    this.api = api;
    endings.push(api::close);
  }

  /**
   * @param port where PutEvents is wanted; any free one where it is taken
   * @param imports the folder to watch, made where it is missing
   * @param log gets a line for what fails
   */
  public static LocalEvents start(
      Messaging messaging,
      LocalQueues queues,
      Functions functions,
      int port,
      Path imports,
      Clock clock,
      Consumer<String> log)
      throws IOException {
    LocalBus bus = new LocalBus(messaging, clock, queues::send);
    LocalEvents events = new LocalEvents(PutEvents.start(port, bus));
    for (Messaging.Mapping mapping : messaging.mappings()) {
      QueuePoller poller =
          new QueuePoller(
              queues, mapping, batch -> functions.invoke(mapping.function(), batch), log);
      events.endings.push(poller::close);
      poller.start();
    }
    for (String kind : List.of("events", "items")) {
      Files.createDirectories(imports.resolve(kind));
    }
    for (String bucket : messaging.notifyingBuckets()) {
      ImportWatcher watcher = new ImportWatcher(imports, bucket, bus, log);
      events.endings.push(watcher::close);
      watcher.start();
    }
    return events;
  }

  /** Where PutEvents is answered on localhost. */
  public int port() {
    return api.port();
  }

  @Override
  public void close() {
    endings.forEach(Runnable::run);
  }
}
