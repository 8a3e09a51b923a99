package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.Closeables;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.events.LocalMessaging;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.lambda.LocalFunctions;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.Template;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One message in a hundred is poison: through the real queue to the packaged function. */
class PoisonIT {
  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  private static final int MESSAGES = 100;
  private static final int POISON = 42;
  private static final String REASON =
      "no valid entry; 1 read, 0 stored, 0 already there, 1 refused: 1 x itemId (at 0)";

  private final Closeables closeables = new Closeables();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final RunSecret secret = RunSecret.random();
  private Workspace workspace;
  private HttpGateway gateway;
  private LocalTables tables;
  private LocalMessaging messaging;
  private String table;

  @BeforeEach
  void start() throws Exception {
    BuiltProject build = new BuiltProject(HOME);
    Template template = build.read();
    workspace = Workspace.temporary();
    closeables.add(workspace::close);
    gateway = HttpGateway.start(0, Clock.systemUTC(), lines::add);
    closeables.add(gateway::close);
    Host host = new Host(Clock.systemUTC(), lines::add, closeables, secret, lines::add);
    tables =
        new LocalTables(template, workspace.tables(), workspace.buckets(), workspace.tmp(), host);
    LocalFunctions functions =
        new LocalFunctions(build.runtimeClient(), workspace.tmp(), workspace.logs(), gateway, host);
    messaging =
        new LocalMessaging(template.messaging(), workspace.messages(), functions::invoke, 0, host);
    Map<String, String> overrides = new HashMap<>(tables.environment());
    overrides.put("USER_KEY_SECRET", workspace.userKey().toUri().toString());
    overrides.putAll(messaging.environment());
    LocalValues values = new LocalValues(template, overrides);
    FunctionDefinition queue = template.declaring("DEAD_LETTER_QUEUE").get(0);
    table = values.environmentOf(queue).get("INTERACTIONS_TABLE");
    functions.start(List.of(queue), values);
    messaging.open();
    workspace.controlFile().write(gateway.port(), secret);
    gateway.tell(StorageEndpoint.PATH, AwsServer.handler(new StorageEndpoint(workspace.folder())));
    gateway.control(
        RedriveEndpoint.PATH, secret, AwsServer.handler(new RedriveEndpoint(messaging)));
  }

  @AfterEach
  void stop() {
    closeables.close();
  }

  @Test
  void shouldStoreTheOthersAndTakeThePoisonInOnceItIsMended() throws Exception {
    // Given
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(
          i == POISON
              ? Map.of("userId", "shopper", "type", "view", "timestamp", Instant.now().toString())
              : Bus.event("shopper-" + i, "item-" + i, Instant.now()));
    }

    // When
    new Bus(messaging.port(), messaging.buses().get(0)).putAll(messages);

    // Then
    await(MESSAGES - 1, this::rows);
    await(1, this::setAside);
    assertThat(messaging.deadLetters()).isEqualTo(1);
    assertThat(letter().path("reason").asText()).isEqualTo(REASON);

    // When, then: what is not mended comes back
    assertThat(redrive()).containsExactly("Sent again: 1");
    await(2, this::setAside);
    assertThat(letter().path("reason").asText()).isEqualTo(REASON);
    assertThat(rows()).isEqualTo(MESSAGES - 1);

    // When, then: the owner of the storage mends it
    ObjectNode letter = letter();
    ObjectNode message = (ObjectNode) LocalJson.tree(letter.path("message").asText());
    ((ObjectNode) message.path("detail")).put("itemId", "item-" + POISON);
    letter.put("message", message.toString());
    Files.write(letterFile(), LocalJson.bytes(letter));
    assertThat(redrive()).containsExactly("Sent again: 1");
    await(MESSAGES, this::rows);
    assertThat(messaging.deadLetters()).isZero();
    assertThat(setAside()).isEqualTo(2);
  }

  /** What the command prints. */
  private List<String> redrive() throws Exception {
    List<String> printed = new ArrayList<>();
    new RunningProduct(gateway.port()).redrive(printed::add);
    return printed;
  }

  private int rows() {
    return tables.client().scan(scan -> scan.tableName(table).consistentRead(true)).items().size();
  }

  private int setAside() {
    return (int) lines.stream().filter(line -> line.startsWith("Set aside: ")).count();
  }

  private ObjectNode letter() throws IOException {
    return (ObjectNode) LocalJson.MAPPER.readTree(letterFile().toFile());
  }

  private Path letterFile() throws IOException {
    try (Stream<Path> files = Files.list(workspace.deadLetters())) {
      return files.findFirst().orElseThrow();
    }
  }

  private static void await(int wanted, Callable<Integer> count) throws Exception {
    for (int i = 0; i < 1_200 && count.call() < wanted; i++) {
      Thread.sleep(100);
    }
    assertThat(count.call()).isEqualTo(wanted);
  }
}
