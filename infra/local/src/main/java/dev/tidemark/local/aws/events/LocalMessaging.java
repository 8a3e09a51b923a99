package dev.tidemark.local.aws.events;

import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.StandIn;
import dev.tidemark.local.aws.states.LocalStates;
import dev.tidemark.local.template.Messaging;
import dev.tidemark.servers.child.ChildServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/**
 * What brings events and files to functions without a request: the template's queues from the
 * start; once it is open its buses and rules, a folder that stands for the bucket of imports, and
 * the pollers of the queues.
 */
public final class LocalMessaging implements StandIn {
  private final Messaging messaging;
  private final Folders folders;
  private final DeadLetters deadLetters;
  private final BiFunction<String, byte[], byte[]> functions;
  private final int port;
  private final Host host;
  private final CompletableFuture<LocalQueues> starting;
  private Optional<Bus> bus = Optional.empty();

  private record Bus(LocalBus rules, AwsServer api) {}

  /**
   * Where messages leave files.
   *
   * @param imports the folder to watch, made where it is missing
   * @param deadLetters gets what could not be taken in, made where it is missing
   * @param logs of the functions; the queues' server writes another one there
   */
  public record Folders(Path imports, Path deadLetters, Path logs) {
    private static final String OF_THE_QUEUES = "elasticmq.log";
  }

  /**
   * Begins to start the queues, which take as long as the tables, beside these.
   *
   * @param functions invokes a function by its logical id
   * @param port where the bus is wanted; any free one where it is taken
   */
  public LocalMessaging(
      Messaging messaging,
      Folders folders,
      BiFunction<String, byte[], byte[]> functions,
      int port,
      Host host) {
    this.messaging = messaging;
    this.folders = folders;
    deadLetters = new DeadLetters(folders.deadLetters());
    this.functions = functions;
    this.port = port;
    this.host = host;
    starting =
        CompletableFuture.supplyAsync(
            () -> {
              LocalQueues started =
                  LocalQueues.start(
                      messaging.queues(), folders.logs().resolve(Folders.OF_THE_QUEUES), host);
              host.closeables().add(started::close);
              return started;
            });
  }

  /**
   * Waits for them.
   *
   * @throws ChildServerException where they do not start
   */
  public LocalQueues queues() {
    try {
      return starting.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ChildServerException reason ? reason : e;
    }
  }

  @Override
  public Optional<String> awaitUp() {
    queues();
    return Optional.of("ElasticMQ with " + messaging.queues().size() + " queues");
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> values = new HashMap<>();
    values.put("SQS_ENDPOINT", queues().endpoint().toString());
    values.put("IMPORT_STORE", folders.imports().toUri().toString());
    messaging.variables().forEach((name, queue) -> values.put(name, queues().url(queue)));
    // What is set aside is kept as files, which outlive the queue.
    values.put("DEAD_LETTERS", folders.deadLetters().toUri().toString());
    return values;
  }

  /** Takes events and files from now on. */
  @Override
  public void open() throws IOException {
    LocalQueues queues = queues();
    LocalBus rules = new LocalBus(messaging, host.clock(), queues::send);
    AwsServer api = PutEvents.start(port, rules);
    host.closeables().add(api::close);
    for (Messaging.Mapping mapping : messaging.mappings()) {
      FunctionLog log = new FunctionLog(folders.logs().resolve(mapping.function() + ".log"));
      // Sixty times as fast as on AWS, like all that waits here.
      Duration again = messaging.visibility(mapping.queue()).dividedBy(LocalStates.SCALE);
      host.start(
          "poll-" + mapping.queue(), new QueuePoller(queues, mapping, functions, log, again, host));
    }
    for (String queue : messaging.deadLetterQueues()) {
      host.start("keep-" + queue, new DeadLetterKeeper(queues, queue, deadLetters, host));
    }
    for (String kind : List.of("events", "items")) {
      Files.createDirectories(folders.imports().resolve(kind));
    }
    for (String bucket : messaging.notifyingBuckets()) {
      host.start("watch-imports", new ImportWatcher(folders.imports(), bucket, rules, host));
    }
    bus = Optional.of(new Bus(rules, api));
  }

  /** How many messages were set aside, in earlier runs, too. */
  public int deadLetters() throws IOException {
    return deadLetters.count();
  }

  /** What is told of them. */
  public List<SetAside> setAside() throws IOException {
    return deadLetters.told();
  }

  /**
   * Sends what was set aside to its queues again, once this is open.
   *
   * @return how many messages were sent
   */
  public int redrive() throws IOException {
    LocalBus rules = bus.orElseThrow().rules();
    return deadLetters.sendAgain(rules::repeat);
  }

  /** Where the bus takes events on localhost, once it is open. */
  public int port() {
    return bus.orElseThrow().api().port();
  }

  /** The buses that the template makes. */
  public List<String> buses() {
    return messaging.buses();
  }
}
