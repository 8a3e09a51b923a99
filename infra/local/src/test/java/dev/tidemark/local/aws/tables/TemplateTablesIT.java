package dev.tidemark.local.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.UserKey;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.template.TemplateReader;
import dev.tidemark.servers.child.RunSecret;
import dev.tidemark.servers.dynamodblocal.DynamoDbLocal;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.DynamoDbTouchStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.TouchStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** In DynamoDB Local. */
class TemplateTablesIT {
  private static final String TABLE = "InteractionsTable";
  private static final UserKey USER = new UserKey("user");
  private static final Backoff PATIENT = Backoff.ofTotal(Duration.ofSeconds(30));

  @TempDir private Path folder;

  @Test
  void shouldAddAnIndexToATableOfBeforeAndKeepWhatIsInIt() {
    // Given: a table as it was made before there was the index
    Map<String, Map<String, Object>> today =
        TemplateReader.read(Path.of("..", "..", "template.yaml")).tables();
    RunSecret secret = RunSecret.random();
    try (DynamoDbLocal server =
            DynamoDbLocal.start(new DynamoDbLocal.Run(folder, secret), folder.resolve("tables"));
        DynamoDbClient client =
            LocalAccount.client(DynamoDbClient.builder(), server.endpoint(), secret)) {
      TemplateTables.createMissing(Map.of(TABLE, withoutIndex(today.get(TABLE))), client);
      InteractionStore interactions =
          new DynamoDbInteractionStore(client, TABLE, Clock.systemUTC(), Duration.ZERO, PATIENT);
      interactions.put(List.of(bought("before")));

      // When
      TemplateTables.createMissing(today, client);
      TemplateTables.createMissing(today, client);
      interactions.put(List.of(bought("after")));

      // Then
      assertThat(interactions.newest(USER, 9)).hasSize(2);
      assertThat(touches(new DynamoDbTouchStore(client, TABLE, PATIENT))).hasSize(2);
    }
  }

  private static Map<String, Object> withoutIndex(Map<String, Object> properties) {
    Map<String, Object> before = new TreeMap<>(properties);
    before.remove("GlobalSecondaryIndexes");
    List<Object> attributes = new ArrayList<>((List<?>) before.get("AttributeDefinitions"));
    attributes.removeIf(attribute -> attribute.toString().contains("touch"));
    before.put("AttributeDefinitions", attributes);
    return before;
  }

  private static List<Touch> touches(TouchStore store) {
    List<Touch> touches = new ArrayList<>();
    for (int part = 0; part < TouchStore.PARTS; part++) {
      store.all(LocalDate.now(ZoneOffset.UTC), part, touches::add);
    }
    return touches;
  }

  private static Interaction bought(String eventId) {
    return new Interaction(
        USER, eventId, "item", "purchase", Instant.now(), Double.NaN, 1, 1, Map.of());
  }
}
