package dev.tidemark.store.fake;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.ItemCounts;
import dev.tidemark.store.tables.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Counts in memory by going through all that it was ever given; for tests. */
public final class InMemoryCounterStore implements CounterStore {
  private final Map<List<String>, Interaction> counted = new HashMap<>();
  private int forgotten;

  @Override
  public synchronized int count(Collection<Interaction> interactions) {
    int before = counted.size();
    for (Interaction each : interactions) {
      long sameDay =
          counted.values().stream()
              .filter(it -> it.user().equals(each.user()) && it.itemId().equals(each.itemId()))
              .filter(it -> Period.dayOf(each.timestamp()).contains(it.timestamp()))
              .count();
      if (sameDay < MOST_OF_A_USER) {
        counted.putIfAbsent(List.of(each.user().value(), each.eventId()), each);
      }
    }
    return counted.size() - before;
  }

  private Stream<Interaction> of(Period period) {
    return counted.values().stream().filter(it -> period.contains(it.timestamp()));
  }

  @Override
  public synchronized ItemCounts counts(String itemId, Period period) {
    List<Interaction> all = of(period).filter(it -> it.itemId().equals(itemId)).toList();
    return new ItemCounts(all.size(), all.stream().map(Interaction::user).distinct().count());
  }

  @Override
  public synchronized List<Shoppers> top(Period period, int most) {
    Map<String, Set<UserKey>> shoppers = new HashMap<>();
    of(period)
        .forEach(it -> shoppers.computeIfAbsent(it.itemId(), id -> new HashSet<>()).add(it.user()));
    return shoppers.entrySet().stream()
        .map(entry -> new Shoppers(entry.getKey(), entry.getValue().size()))
        .sorted(
            Comparator.comparingLong(Shoppers::count).reversed().thenComparing(Shoppers::itemId))
        .limit(most)
        .toList();
  }

  /** Nobody knows any more whose counts they are. */
  @Override
  public synchronized void forget(UserKey user) {
    UserKey nobody = new UserKey("forgotten-" + forgotten++);
    List<Interaction> theirs =
        counted.values().stream().filter(it -> it.user().equals(user)).toList();
    for (Interaction each : theirs) {
      counted.remove(List.of(user.value(), each.eventId()));
      counted.put(List.of(nobody.value(), each.eventId()), each.by(nobody));
    }
  }
}
