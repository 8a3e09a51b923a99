package dev.tidemark.store.fake;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.ErasureStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PersonTable;
import dev.tidemark.store.tables.PutResult;
import dev.tidemark.store.tables.TouchStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Interactions in memory, for tests; it keeps the same contracts as the real ones. */
public final class InMemoryInteractionStore
    implements InteractionStore, TouchStore, ErasureStore, PersonTable {
  /** Few, so that a test meets several pages. */
  private static final int PAGE = 3;

  private final Map<UserKey, Map<String, Interaction>> users = new HashMap<>();
  private final Map<UserKey, Instant> erased = new HashMap<>();

  @Override
  public synchronized PutResult put(List<Interaction> interactions) {
    int stored = 0;
    List<Integer> refused = new ArrayList<>();
    for (int place = 0; place < interactions.size(); place++) {
      Interaction interaction = interactions.get(place);
      if (isErased(interaction)) {
        refused.add(place);
        continue;
      }
      Interaction present =
          users
              .computeIfAbsent(interaction.user(), user -> new HashMap<>())
              .putIfAbsent(interaction.eventId(), interaction);
      stored += present == null ? 1 : 0;
    }
    return new PutResult(stored, interactions.size() - stored - refused.size(), 0, refused);
  }

  private boolean isErased(Interaction interaction) {
    return interaction.isUpTo(erased.getOrDefault(interaction.user(), Instant.MIN));
  }

  private Stream<Interaction> of(UserKey user) {
    return users.getOrDefault(user, Map.of()).values().stream().filter(it -> !isErased(it));
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
    return of(user)
        .filter(interaction -> !interaction.isImpression())
        .sorted(Interaction.SERVED_ORDER.reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Interaction> some(UserKey user, int limit) {
    return of(user).limit(limit).toList();
  }

  @Override
  public synchronized Optional<Instant> erasedAt(UserKey user) {
    return Optional.ofNullable(erased.get(user));
  }

  @Override
  public synchronized void erase(UserKey user, Instant at) {
    erased.put(user, at);
  }

  @Override
  public synchronized Page held(UserKey user, String after) {
    List<Interaction> rest =
        of(user)
            .filter(it -> it.eventId().compareTo(after) > 0)
            .sorted(Comparator.comparing(Interaction::eventId))
            .toList();
    return rest.size() <= PAGE
        ? new Page(rest, "")
        : new Page(rest.subList(0, PAGE), rest.get(PAGE - 1).eventId());
  }

  @Override
  public synchronized boolean isEmpty(UserKey user) {
    return users.getOrDefault(user, Map.of()).isEmpty();
  }

  @Override
  public synchronized int deleteSome(UserKey user) {
    Map<String, Interaction> rows = users.getOrDefault(user, Map.of());
    List<String> some = rows.keySet().stream().limit(PAGE).toList();
    some.forEach(rows::remove);
    return some.size();
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
