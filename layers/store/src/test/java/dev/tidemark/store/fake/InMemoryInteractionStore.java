package dev.tidemark.store.fake;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Interactions in memory, for tests; it keeps the same contract as the real one. */
public final class InMemoryInteractionStore implements InteractionStore {
  private final Map<UserKey, NavigableSet<Interaction>> users = new ConcurrentHashMap<>();

  @Override
  public synchronized PutResult put(List<Interaction> interactions) {
    int stored = 0;
    for (Interaction interaction : interactions) {
      boolean isNew =
          users
              .computeIfAbsent(interaction.user(), user -> new TreeSet<>(Interaction.SERVED_ORDER))
              .add(interaction);
      stored += isNew ? 1 : 0;
    }
    return new PutResult(stored, interactions.size() - stored, 0);
  }

  @Override
  public synchronized List<Interaction> newest(UserKey user, int limit) {
    NavigableSet<Interaction> interactions = users.get(user);
    return interactions == null
        ? List.of()
        : interactions.descendingSet().stream().limit(limit).toList();
  }

  /** How many interactions it holds of all users together. */
  public synchronized int size() {
    return users.values().stream().mapToInt(NavigableSet::size).sum();
  }
}
