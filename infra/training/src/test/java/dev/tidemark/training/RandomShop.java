package dev.tidemark.training;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.ExportReader;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.ScanTableExport;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import dev.tidemark.training.data.InteractionLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Shoppers with random histories in a table, an export of it, and what some of them met afterwards.
 */
final class RandomShop implements AutoCloseable {
  static final int ITEMS = 60;
  static final int WINDOW = 16;
  private static final int SHOPPERS = 1000;

  private final SplittableRandom random = new SplittableRandom(17);
  private final TestTables tables = new TestTables(SharedDynamoDb.get());
  private final DynamoDbInteractionStore store =
      new DynamoDbInteractionStore(
          tables.client(),
          tables.interactions(),
          Clock.systemUTC(),
          Duration.ZERO,
          Backoff.ofTotal(Duration.ofSeconds(20)),
          Lanes.several());

  /** Of each shopper, of items that are not in the export. */
  private final List<Interaction> unknown = new ArrayList<>();

  private final Map<UserKey, List<String>> listed = new HashMap<>();
  private final Path export;
  private long sequence;

  /**
   * @param folder gets the export
   */
  RandomShop(Path folder) throws IOException {
    export = folder;
    fill();
    new ScanTableExport(tables.client())
        .export(tables.interactions(), export.resolve("interactions"), Instant.now());
    put(unknown);
  }

  /** What the export holds, in the order in which it is served. */
  InteractionLog exported() throws IOException {
    InteractionLog log = new InteractionLog();
    for (int i = 0; i < ITEMS; i++) {
      log.add(item(i));
    }
    new ExportReader(new LocalFolder(export), Map.of()).interactions(log::add);
    log.sortAsServed();
    return log;
  }

  /** The newest interactions as the recommend function reads them, oldest first. */
  List<Interaction> served(UserKey user) {
    List<Interaction> served = new ArrayList<>(store.newest(user, 10 * WINDOW));
    Collections.reverse(served);
    return served;
  }

  /** What is learnt of a shopper in the order of the list, which is to be that of both sides. */
  List<String> listed(UserKey user) {
    return listed.getOrDefault(user, List.of());
  }

  /** In the order of their keys, which is that of the training data. */
  static List<UserKey> users() {
    List<UserKey> users = new ArrayList<>();
    for (int i = 0; i < SHOPPERS; i++) {
      users.add(new UserKey(String.format(Locale.ROOT, "shopper%04d", i)));
    }
    return users;
  }

  /** Histories from empty to four windows, many of them with several interactions at an instant. */
  private void fill() {
    List<Interaction> batch = new ArrayList<>();
    for (UserKey user : users()) {
      int size = random.nextInt(10) == 0 ? 0 : random.nextInt(4 * WINDOW);
      long time = 1_600_000_000_000L;
      for (int i = 0; i < size; i++) {
        time += random.nextInt(3) == 0 ? random.nextLong(10_000_000_000L) : 0;
        Interaction known = interaction(user, "item" + random.nextInt(ITEMS), time);
        batch.add(known);
        if (!Behaviour.takesBack(known.type())) {
          listed.computeIfAbsent(user, any -> new ArrayList<>()).add(known.itemId());
        }
        if (random.nextInt(5) == 0) {
          unknown.add(interaction(user, "new" + random.nextInt(ITEMS), time));
        }
      }
    }
    put(batch);
  }

  private void put(List<Interaction> interactions) {
    for (int i = 0; i < interactions.size(); i += 500) {
      store.put(interactions.subList(i, Math.min(interactions.size(), i + 500)));
    }
  }

  private Interaction interaction(UserKey user, String itemId, long time) {
    List<String> types = List.of(Behaviour.VIEW, Behaviour.PURCHASE, Behaviour.RATING, "refund");
    int stars = random.nextInt(6);
    return new Interaction(
        user,
        Long.toHexString(random.nextLong()),
        itemId,
        types.get(random.nextInt(types.size())),
        Instant.ofEpochMilli(time),
        sequence++,
        stars == 0 ? Double.NaN : stars,
        Double.NaN,
        0,
        random.nextBoolean() ? Map.of() : Map.of("promotion", "sale"));
  }

  private static Item item(int i) {
    return new Item(
        "item" + i, "", "group" + i % 5 + "/" + i % 11, 1 + i, List.of(), List.of(), true);
  }

  @Override
  public void close() {
    tables.close();
  }
}
