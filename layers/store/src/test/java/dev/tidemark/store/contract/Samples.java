package dev.tidemark.store.contract;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Records for tests of stores. */
public final class Samples {
  public static final UserKey USER = new UserKey("dXNlci1vbmU");
  public static final UserKey OTHER_USER = new UserKey("dXNlci10d28");

  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private Samples() {}

  /** An interaction with nothing but what it must have. */
  public static Interaction interaction(UserKey user, String eventId, long millis) {
    return interaction(user, eventId, millis, 0);
  }

  /** The same with its place among those of one instant. */
  public static Interaction interaction(UserKey user, String eventId, long millis, long sequence) {
    return new Interaction(
        user,
        eventId,
        "item",
        "view",
        Instant.ofEpochMilli(millis),
        sequence,
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }

  /** Interactions of one user, a second apart, oldest first. */
  public static List<Interaction> interactions(UserKey user, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> interaction(user, "event-" + i, START + 1000L * i))
        .toList();
  }

  /** Items as a sender gives them who says all of each. */
  public static List<ItemUpdate> whole(Item... items) {
    return whole(List.of(items));
  }

  public static List<ItemUpdate> whole(List<Item> items) {
    return items.stream().map(ItemUpdate::all).toList();
  }

  /** An active item with nothing but a title. */
  public static Item item(String id) {
    return item(id, "Title of " + id, true);
  }

  public static Item item(String id, String title, boolean active) {
    return new Item(id, title, "", Double.NaN, List.of(), List.of(), active);
  }
}
