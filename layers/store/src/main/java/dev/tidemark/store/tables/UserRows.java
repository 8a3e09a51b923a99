package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.InteractionItem.HISTORY;
import static dev.tidemark.store.tables.InteractionItem.ITEM;
import static dev.tidemark.store.tables.InteractionItem.PARTITION;
import static dev.tidemark.store.tables.InteractionItem.PLACE;
import static dev.tidemark.store.tables.InteractionItem.SORT;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads the rows of one user: never one that has expired, was erased or cannot be read.
 *
 * @param backoff how long a page is tried
 */
record UserRows(DynamoDbTable table, Clock clock, Backoff backoff) {
  private static final Logger LOG = LoggerFactory.getLogger(UserRows.class);

  /** See {@link InteractionStore#newest}. */
  List<Interaction> newest(UserKey user, int limit) {
    Unerased unerased = new Unerased();
    return table.query(
        query -> query.applyMutation(ofUser(user)).applyMutation(UserRows::newestFirst),
        Map.of(),
        limit,
        unerased,
        unerased::isOver,
        backoff.start());
  }

  /**
   * Where there is a tombstone, it is the first that is read of a history, and all else follows.
   */
  private static final class Unerased
      implements Function<Map<String, AttributeValue>, Stream<Interaction>> {
    private Instant erasedAt = Tombstone.NEVER;
    private boolean over;

    @Override
    public Stream<Interaction> apply(Map<String, AttributeValue> item) {
      if (Tombstone.is(item)) {
        erasedAt = Tombstone.erasedAt(item).orElse(Tombstone.NEVER);
        return Stream.empty();
      }
      List<Interaction> read = readable(item).toList();
      over |= read.stream().anyMatch(it -> it.isUpTo(erasedAt));
      return over ? Stream.empty() : read.stream();
    }

    boolean isOver() {
      return over;
    }
  }

  /** See {@link InteractionStore#some}. */
  List<Interaction> some(UserKey user, int limit) {
    Instant erasedAt = erasedAt(user).orElse(Tombstone.NEVER);
    return table.query(
        query -> query.applyMutation(ofUser(user)),
        Map.of(),
        limit,
        item -> held(item, erasedAt),
        backoff.start());
  }

  /** See {@link ErasureStore#held}. */
  ErasureStore.Page held(UserKey user, String after) {
    Instant erasedAt = erasedAt(user).orElse(Tombstone.NEVER);
    QueryResponse page =
        table.page(
            query -> {
              query.applyMutation(ofUser(user));
              if (!after.isEmpty()) {
                query.exclusiveStartKey(InteractionItem.key(user, after));
              }
            },
            backoff.start());
    return new ErasureStore.Page(
        page.items().stream().flatMap(item -> held(item, erasedAt)).toList(),
        page.hasLastEvaluatedKey() ? page.lastEvaluatedKey().get(SORT).s() : "");
  }

  private static Stream<Interaction> held(Map<String, AttributeValue> item, Instant erasedAt) {
    return Tombstone.is(item)
        ? Stream.empty()
        : readable(item).filter(interaction -> !interaction.isUpTo(erasedAt));
  }

  /** See {@link ErasureStore#erasedAt}. */
  Optional<Instant> erasedAt(UserKey user) {
    return tombstone(
        query ->
            query
                .keyConditionExpression(PARTITION + " = :user AND " + SORT + " = :row")
                .expressionAttributeValues(
                    Map.of(
                        ":user",
                        Attributes.text(user.value()),
                        ":row",
                        Attributes.text(Tombstone.SORT_KEY))));
  }

  private Optional<Instant> tombstone(Consumer<QueryRequest.Builder> where) {
    return table
        .page(query -> query.applyMutation(where).consistentRead(true), backoff.start())
        .items()
        .stream()
        .flatMap(item -> Tombstone.erasedAt(item).stream())
        .findAny();
  }

  /** Goes on behind the last interaction of a read: what the same user did before it. */
  List<Interaction> before(Interaction interaction, int limit) {
    return before(interaction, query -> {}, limit, UserRows::readable);
  }

  /** The items alone of what the same user did before, in {@code limit} interactions. */
  Set<String> itemsBefore(Interaction interaction, int limit) {
    return Set.copyOf(
        before(
            interaction,
            query -> query.projectionExpression(ITEM),
            limit,
            item -> Stream.of(Attributes.text(item, ITEM))));
  }

  /** Whoever reads on does not meet the tombstone, and is told of it first. */
  private <T> List<T> before(
      Interaction interaction,
      Consumer<QueryRequest.Builder> projection,
      int limit,
      Function<Map<String, AttributeValue>, Stream<T>> reader) {
    UserKey user = interaction.user();
    Instant erasedAt = historyTombstone(user).orElse(Tombstone.NEVER);
    if (interaction.isUpTo(erasedAt)) {
      return List.of();
    }
    return table.query(
        query -> {
          query.applyMutation(since(erasedAt, user)).applyMutation(UserRows::newestFirst);
          query.applyMutation(projection);
        },
        InteractionItem.historyKey(interaction),
        limit,
        reader,
        backoff.start());
  }

  /** By the index, since that is all that whoever recommends may read. */
  private Optional<Instant> historyTombstone(UserKey user) {
    return tombstone(
        query ->
            query
                .indexName(HISTORY)
                .keyConditionExpression(PARTITION + " = :user AND " + PLACE + " > :times")
                .expressionAttributeValues(
                    Map.of(
                        ":user",
                        Attributes.text(user.value()),
                        ":times",
                        Attributes.text(InteractionItem.LAST_PLACE))));
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

  private Consumer<QueryRequest.Builder> ofUser(UserKey user) {
    return kept(user, "", Map.of());
  }

  /** Of a history. */
  private Consumer<QueryRequest.Builder> since(Instant erasedAt, UserKey user) {
    return erasedAt.equals(Tombstone.NEVER)
        ? ofUser(user)
        : kept(
            user,
            " AND " + PLACE + " > :erased",
            Map.of(":erased", Attributes.text(InteractionItem.placeBehind(erasedAt))));
  }

  /** What is stored of a user and has not expired. */
  private Consumer<QueryRequest.Builder> kept(
      UserKey user, String condition, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> values = new HashMap<>(more);
    values.put(":user", Attributes.text(user.value()));
    values.put(":now", InteractionItem.second(clock.instant()));
    return query ->
        query
            .keyConditionExpression(PARTITION + " = :user" + condition)
            .filterExpression(InteractionItem.KEPT)
            .expressionAttributeValues(values)
            .consistentRead(true);
  }
}
