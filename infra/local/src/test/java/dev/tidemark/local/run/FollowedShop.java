package dev.tidemark.local.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.local.aws.events.LocalMessaging;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.streams.LocalStreams;
import dev.tidemark.local.aws.tables.LocalTables;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The parts of a run that a stream goes through: tables, queues, packaged functions, followers. */
final class FollowedShop implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("\"SequenceNumber\"");

  final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final PackagedParts parts = new PackagedParts(lines::add, lines::add);

  /** Records that functions have answered for. */
  final AtomicLong delivered = new AtomicLong();

  final LocalTables tables = parts.tables;
  final LocalMessaging messaging = parts.messaging;
  final HttpGateway gateway = parts.gateway;

  /**
   * @param started logical ids of the functions that run
   */
  FollowedShop(List<String> started) throws IOException {
    parts.functions.start(
        parts.template.functions().stream().filter(it -> started.contains(it.id())).toList(),
        parts.deployed);
  }

  /**
   * Begins to follow, from where a follower of this name came before.
   *
   * @param name several ones follow side by side
   */
  void follow(String name) throws IOException {
    new LocalStreams(
            parts.template.streams(),
            new LocalStreams.Tables(tables.client(), tables.streams()),
            this::invoke,
            messaging.queues()::send,
            parts.workspace.streams().resolve(name),
            parts.host)
        .open();
  }

  private byte[] invoke(String function, byte[] event) {
    byte[] answer = parts.functions.invoke(function, event);
    delivered.addAndGet(NUMBER.split(new String(event, UTF_8), -1).length - 1);
    return answer;
  }

  @Override
  public void close() {
    parts.close();
  }
}
