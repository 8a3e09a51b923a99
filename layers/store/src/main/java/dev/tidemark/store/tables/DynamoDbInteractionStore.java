package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.InteractionItem.EXPIRES_AT;
import static dev.tidemark.store.tables.InteractionItem.HISTORY;
import static dev.tidemark.store.tables.InteractionItem.ITEM;
import static dev.tidemark.store.tables.InteractionItem.MOVED_FROM;
import static dev.tidemark.store.tables.InteractionItem.PARTITION;
import static dev.tidemark.store.tables.InteractionItem.SORT;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.BatchPut.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Interactions in DynamoDB: one partition per user by event id, and an index of it in the order of
 * time. Thread-safe.
 *
 * <p>A batch is stored exactly, since a duplicate has the same key; its count of duplicates is
 * exact unless two callers send the same event at once.
 */
public final class DynamoDbInteractionStore implements InteractionStore {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbInteractionStore.class);

  private final DynamoDbTable table;
  private final Clock clock;
  private final Duration retention;
  private final Backoff backoff;
  private final BatchPut batches;

  /**
   * A store that makes its calls one after the other.
   *
   * @param retention time after receipt at which DynamoDB deletes an interaction; zero = never
   */
  public DynamoDbInteractionStore(
      DynamoDbClient client, String table, Clock clock, Duration retention, Backoff backoff) {
    this(client, table, clock, retention, backoff, Lanes.one());
  }

  /**
   * @param lanes for the calls that store a batch
   */
  public DynamoDbInteractionStore(
      DynamoDbClient client,
      String table,
      Clock clock,
      Duration retention,
      Backoff backoff,
      Lanes lanes) {
    this.table = new DynamoDbTable(client, table);
    this.clock = clock;
    this.retention = retention;
    this.backoff = backoff;
    batches =
        new BatchPut(this.table, lanes, keys -> keys.projectionExpression(PARTITION + ", " + SORT));
  }

  @Override
  public PutResult put(List<Interaction> interactions) {
    return put(interactions, this::item);
  }

  @Override
  public PutResult copy(List<Interaction> interactions, UserKey to) {
    return put(
        interactions.stream().map(it -> it.by(to)).toList(),
        interaction -> {
          Map<String, AttributeValue> item = item(interaction);
          item.put(MOVED_FROM, Attributes.text(interactions.get(0).user().value()));
          return item;
        });
  }

  private PutResult put(
      List<Interaction> interactions, Function<Interaction, Map<String, AttributeValue>> writer) {
    Map<Map<String, AttributeValue>, Interaction> byKey = new LinkedHashMap<>();
    interactions.forEach(it -> byKey.putIfAbsent(InteractionItem.key(it), it));
    return batches.put(
        byKey,
        interactions.size(),
        (interaction, present) ->
            present.isPresent() ? Write.NOTHING : new Write.Whole(writer.apply(interaction)),
        backoff.start());
  }

  @Override
  public PutResult putNew(List<Interaction> interactions) {
    List<Write> writes =
        interactions.stream().map(it -> (Write) new Write.Whole(item(it))).toList();
    int lost = batches.write(writes, backoff.start());
    return new PutResult(writes.size() - lost, 0, lost);
  }

  @Override
  public int delete(List<Interaction> interactions) {
    return batches.delete(
        interactions.stream().map(InteractionItem::key).distinct().toList(), backoff.start());
  }

  private Map<String, AttributeValue> item(Interaction interaction) {
    Map<String, AttributeValue> item = InteractionItem.write(interaction);
    Instant now = clock.instant();
    Duration kept = interaction.isImpression() ? shorter(retention, Touch.KEPT) : retention;
    if (!kept.isZero()) {
      // From the time received, not the event's: old data that is sent in late must stay, too.
      item.put(EXPIRES_AT, Attributes.number(now.plus(kept).getEpochSecond()));
    }
    // What is imported of years ago would only make the index large.
    Touch.of(interaction)
        .filter(touch -> touch.time().isAfter(now.minus(Touch.KEPT)))
        .ifPresent(touch -> item.putAll(TouchItem.attributes(touch)));
    return item;
  }

  /** Zero stands for no end. */
  private static Duration shorter(Duration one, Duration other) {
    return one.isZero() || one.compareTo(other) > 0 ? other : one;
  }

  @Override
  public List<Interaction> newest(UserKey user, int limit) {
    return read(
        user,
        Map.of(),
        DynamoDbInteractionStore::newestFirst,
        limit,
        DynamoDbInteractionStore::readable);
  }

  @Override
  public List<Interaction> some(UserKey user, int limit) {
    return read(user, Map.of(), query -> {}, limit, DynamoDbInteractionStore::readable);
  }

  /** Goes on behind the last interaction of a read: what the same user did before it. */
  public List<Interaction> before(Interaction interaction, int limit) {
    return read(
        interaction.user(),
        InteractionItem.historyKey(interaction),
        DynamoDbInteractionStore::newestFirst,
        limit,
        DynamoDbInteractionStore::readable);
  }

  /** The items alone of what the same user did before, in {@code limit} interactions. */
  public Set<String> itemsBefore(Interaction interaction, int limit) {
    return Set.copyOf(
        read(
            interaction.user(),
            InteractionItem.historyKey(interaction),
            query -> {
              newestFirst(query);
              query.projectionExpression(ITEM);
            },
            limit,
            item -> Stream.of(Attributes.text(item, ITEM))));
  }

  /** The index has no impressions. */
  private static void newestFirst(QueryRequest.Builder query) {
    query.indexName(HISTORY).scanIndexForward(false);
  }

  /** Nothing of a row that others damaged; the ones before it take its place. */
  private static Stream<Interaction> readable(Map<String, AttributeValue> item) {
    try {
      return Stream.of(InteractionItem.read(item));
    } catch (RuntimeException e) { // whatever stands there
      LOG.warn("an interaction cannot be read, left out: {}", e.getClass().getSimpleName());
      return Stream.empty();
    }
  }

  private <T> List<T> read(
      UserKey user,
      Map<String, AttributeValue> behind,
      Consumer<QueryRequest.Builder> order,
      int limit,
      Function<Map<String, AttributeValue>, Stream<T>> reader) {
    AttributeValue now = Attributes.number(clock.instant().getEpochSecond());
    // DynamoDB deletes up to two days after the time has come; until then it is filtered out.
    return table.query(
        query ->
            query
                .applyMutation(order)
                .keyConditionExpression(PARTITION + " = :user")
                .filterExpression(
                    "attribute_not_exists(" + EXPIRES_AT + ") OR " + EXPIRES_AT + " > :now")
                .expressionAttributeValues(
                    Map.of(":user", Attributes.text(user.value()), ":now", now))
                .consistentRead(true),
        behind,
        limit,
        reader,
        backoff.start());
  }
}
