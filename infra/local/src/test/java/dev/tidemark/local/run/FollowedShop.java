package dev.tidemark.local.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.events.LocalMessaging;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.lambda.LocalFunctions;
import dev.tidemark.local.aws.streams.LocalStreams;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The parts of a run that a stream goes through: tables, queues, packaged functions, followers. */
final class FollowedShop implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("\"SequenceNumber\"");

  private final BuiltProject build =
      new BuiltProject(Path.of("..", "..").toAbsolutePath().normalize());
  private final Closeables closeables = new Closeables();
  private final Host host;
  private final Workspace workspace;
  private final Template template;
  private final LocalFunctions functions;

  /** Records that functions have answered for. */
  final AtomicLong delivered = new AtomicLong();

  final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  final LocalTables tables;
  final LocalMessaging messaging;
  final HttpGateway gateway;

  /**
   * @param started logical ids of the functions that run
   */
  FollowedShop(List<String> started) throws IOException {
    template = TemplateReader.read(build.template());
    workspace = Workspace.temporary();
    closeables.add(workspace::close);
    gateway = HttpGateway.start(0, Clock.systemUTC(), lines::add);
    closeables.add(gateway::close);
    host = new Host(Clock.systemUTC(), lines::add, closeables, RunSecret.random(), lines::add);
    tables =
        new LocalTables(template, workspace.tables(), workspace.buckets(), workspace.tmp(), host);
    functions =
        new LocalFunctions(build.runtimeClient(), workspace.tmp(), workspace.logs(), gateway, host);
    messaging =
        new LocalMessaging(template.messaging(), workspace.messages(), functions::invoke, 0, host);
    Map<String, String> overrides =
        new HashMap<>(BuiltProject.libraries(template, Map.of(), "Linux", "amd64"));
    overrides.putAll(tables.environment());
    overrides.putAll(messaging.environment());
    overrides.put("USER_KEY_SECRET", workspace.userKey().toUri().toString());
    overrides.put("MODEL_STORE", workspace.folder().toUri().toString());
    functions.start(
        template.functions().stream().filter(it -> started.contains(it.id())).toList(),
        new LocalValues(template, overrides));
  }

  /**
   * Begins to follow, from where a follower of this name came before.
   *
   * @param name several ones follow side by side
   */
  void follow(String name) throws IOException {
    new LocalStreams(
            template.streams(),
            new LocalStreams.Tables(tables.client(), tables.streams()),
            this::invoke,
            messaging.queues()::send,
            workspace.streams().resolve(name),
            host)
        .open();
  }

  private byte[] invoke(String function, byte[] event) {
    byte[] answer = functions.invoke(function, event);
    delivered.addAndGet(NUMBER.split(new String(event, UTF_8), -1).length - 1);
    return answer;
  }

  @Override
  public void close() {
    closeables.close();
  }
}
