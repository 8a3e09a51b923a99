package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.InteractionItem.EXPIRES_AT;
import static dev.tidemark.store.tables.InteractionItem.MOVED_FROM;
import static dev.tidemark.store.tables.InteractionItem.PARTITION;
import static dev.tidemark.store.tables.InteractionItem.SORT;
import static dev.tidemark.store.tables.Tombstone.ERASED_AT;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.BatchPut.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Interactions in DynamoDB: one partition per user by event id, and an index of it in the order of
 * time. Thread-safe.
 *
 * <p>A batch is stored exactly, since a duplicate has the same key; its count of duplicates is
 * exact unless two callers send the same event at once.
 */
public final class DynamoDbInteractionStore implements InteractionStore, ErasureStore {
  private final DynamoDbTable table;
  private final Clock clock;
  private final Duration retention;
  private final Backoff backoff;
  private final BatchPut batches;
  private final UserRows rows;

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
    rows = new UserRows(this.table, clock, backoff);
    batches =
        new BatchPut(
            this.table,
            lanes,
            keys -> keys.projectionExpression(String.join(", ", PARTITION, SORT, ERASED_AT)));
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
    Map<UserKey, Map<Map<String, AttributeValue>, Interaction>> byUser = new LinkedHashMap<>();
    interactions.forEach(
        it ->
            byUser
                .computeIfAbsent(it.user(), user -> new LinkedHashMap<>())
                .putIfAbsent(InteractionItem.key(it), it));
    Map<Map<String, AttributeValue>, Interaction> byKey = new LinkedHashMap<>();
    byUser.values().forEach(byKey::putAll);
    Set<Map<String, AttributeValue>> erased = ConcurrentHashMap.newKeySet();
    PutResult result =
        batches.put(
            byKey,
            interaction -> Tombstone.key(interaction.user()),
            interactions.size(),
            (interaction, present, tombstone) -> {
              if (interaction.isUpTo(
                  tombstone.flatMap(Tombstone::erasedAt).orElse(Tombstone.NEVER))) {
                erased.add(InteractionItem.key(interaction));
                return Write.NOTHING;
              }
              return present.isPresent()
                  ? Write.NOTHING
                  : new Write.Whole(writer.apply(interaction));
            },
            backoff.start());
    List<Integer> places =
        IntStream.range(0, interactions.size())
            .filter(place -> erased.contains(InteractionItem.key(interactions.get(place))))
            .boxed()
            .toList();
    return new PutResult(
        result.stored(), result.duplicates() - places.size(), result.unacknowledged(), places);
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
    return rows.newest(user, limit);
  }

  @Override
  public List<Interaction> some(UserKey user, int limit) {
    return rows.some(user, limit);
  }

  @Override
  public Page held(UserKey user, String after) {
    return rows.held(user, after);
  }

  @Override
  public Optional<Instant> erasedAt(UserKey user) {
    return rows.erasedAt(user);
  }

  @Override
  public void erase(UserKey user, Instant at) {
    if (table.put(List.of(Tombstone.write(user, at)), backoff.start()) > 0) {
      throw new StoreUnavailableException(
          "table " + table.name() + " did not acknowledge that a user is erased", null);
    }
  }

  /** Goes on behind the last interaction of a read: what the same user did before it. */
  public List<Interaction> before(Interaction interaction, int limit) {
    return rows.before(interaction, limit);
  }

  /** The items alone of what the same user did before, in {@code limit} interactions. */
  public Set<String> itemsBefore(Interaction interaction, int limit) {
    return rows.itemsBefore(interaction, limit);
  }
}
