package dev.tidemark.store.fake;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import dev.tidemark.store.tables.TouchStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Interactions in memory, for tests; it keeps the same contracts as the real ones. */
public final class InMemoryInteractionStore implements InteractionStore, TouchStore {
  private final Map<UserKey, Map<String, Interaction>> users = new HashMap<>();

  @Override
  public synchronized PutResult put(List<Interaction> interactions) {
    int stored = 0;
    for (Interaction interaction : interactions) {
      Interaction present =
          users
              .computeIfAbsent(interaction.user(), user -> new HashMap<>())
              .putIfAbsent(interaction.eventId(), interaction);
      stored += present == null ? 1 : 0;
    }
    return new PutResult(stored, interactions.size() - stored, 0);
  }

  @Override
  public synchronized PutResult putNew(List<Interaction> interactions) {
    for (Interaction interaction : interactions) {
      users
          .computeIfAbsent(interaction.user(), user -> new HashMap<>())
          .put(interaction.eventId(), interaction);
    }
    return new PutResult(interactions.size(), 0, 0);
  }

  @Override
  public synchronized List<Interaction> newest(UserKey user, int limit) {
    return users.getOrDefault(user, Map.of()).values().stream()
        .filter(interaction -> !interaction.isImpression())
        .sorted(Interaction.SERVED_ORDER.reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Interaction> some(UserKey user, int limit) {
    return users.getOrDefault(user, Map.of()).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized void all(LocalDate day, int part, Consumer<Touch> sink) {
    users.values().stream()
        .flatMap(interactions -> interactions.values().stream())
        .flatMap(interaction -> Touch.of(interaction).stream())
        .filter(touch -> Math.floorMod(touch.user().hashCode(), PARTS) == part)
        .filter(touch -> LocalDate.ofInstant(touch.time(), ZoneOffset.UTC).equals(day))
        .forEach(sink);
  }

  @Override
  public void of(Kind kind, LocalDate day, int part, Consumer<Touch> sink) {
    all(
        day,
        part,
        touch -> {
          if (touch.kind() == kind) {
            sink.accept(touch);
          }
        });
  }

  @Override
  public synchronized int delete(List<Interaction> interactions) {
    interactions.forEach(it -> users.getOrDefault(it.user(), new HashMap<>()).remove(it.eventId()));
    return 0;
  }

  /** How many interactions it holds of all users together. */
  public synchronized int size() {
    return users.values().stream().mapToInt(Map::size).sum();
  }
}
