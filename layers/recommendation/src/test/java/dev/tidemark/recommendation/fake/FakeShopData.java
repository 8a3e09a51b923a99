package dev.tidemark.recommendation.fake;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Listing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tables in memory that can be out of order, and that count how often they are read. */
public final class FakeShopData implements ShopData {
  public final List<Interaction> interactions = new ArrayList<>();
  public final Map<String, Item> items = new LinkedHashMap<>();
  public final List<String> trending = new ArrayList<>();
  public final List<String> popular = new ArrayList<>();
  public boolean historyBroken;
  public boolean catalogueBroken;
  public int historyReads;
  public int titleReads;
  public int listReads;
  public int vectorReads;
  public int lastLimit;

  public void did(UserKey user, String itemId, long millis) {
    did(user, itemId, millis, Map.of());
  }

  public void did(UserKey user, String itemId, long millis, Map<String, String> context) {
    did(user, itemId, "view", millis, context);
  }

  public void did(UserKey user, String itemId, String type, long millis) {
    did(user, itemId, type, millis, Map.of());
  }

  private void did(
      UserKey user, String itemId, String type, long millis, Map<String, String> context) {
    interactions.add(
        new Interaction(
            user,
            String.format(Locale.ROOT, "%06d", interactions.size()),
            itemId,
            type,
            Instant.ofEpochMilli(millis),
            Double.NaN,
            Double.NaN,
            0,
            context));
  }

  public void sells(Item item) {
    items.put(item.itemId(), item);
  }

  @Override
  public List<Interaction> newest(UserKey user, int limit) {
    return read(user, interaction -> true, limit);
  }

  @Override
  public List<Interaction> before(Interaction later, int limit) {
    return read(
        later.user(), earlier -> Interaction.SERVED_ORDER.compare(earlier, later) < 0, limit);
  }

  private List<Interaction> read(UserKey user, Predicate<Interaction> asked, int limit) {
    historyReads++;
    lastLimit = limit;
    check(historyBroken);
    Comparator<Interaction> newestFirst = Interaction.SERVED_ORDER.reversed();
    return interactions.stream()
        .filter(interaction -> interaction.user().equals(user) && asked.test(interaction))
        .sorted(newestFirst)
        .limit(limit)
        .toList();
  }

  @Override
  public Map<String, Item> find(Collection<String> itemIds) {
    titleReads++;
    check(catalogueBroken);
    Map<String, Item> found = new HashMap<>();
    for (String id : itemIds) {
      Optional.ofNullable(items.get(id)).ifPresent(item -> found.put(id, item));
    }
    return found;
  }

  @Override
  public Map<String, List<Float>> vectors(Collection<String> itemIds) {
    vectorReads += itemIds.size();
    check(catalogueBroken);
    Map<String, List<Float>> vectors = new HashMap<>();
    for (String id : itemIds) {
      Optional.ofNullable(items.get(id)).ifPresent(item -> vectors.put(id, item.vector()));
    }
    return vectors;
  }

  @Override
  public List<Item> newestActive(int limit) {
    listReads++;
    check(catalogueBroken);
    List<Item> newest = new ArrayList<>(items.values());
    Collections.reverse(newest);
    return newest.stream().filter(Item::active).limit(limit).toList();
  }

  /** A place is the number of items before. */
  @Override
  public Listing listed(Optional<Listing.Place> behind, int limit) {
    List<Item> all = newestActive(items.size());
    int from = behind.map(place -> (int) place.listedAt()).orElse(0);
    int to = Math.min(all.size(), from + limit);
    return new Listing(
        all.subList(from, to),
        to == all.size() ? Optional.empty() : Optional.of(new Listing.Place(to, "any")));
  }

  @Override
  public List<String> trending() {
    return trending;
  }

  @Override
  public List<String> popular() {
    return popular;
  }

  private static void check(boolean broken) {
    if (broken) {
      throw new StoreUnavailableException("broken", new IllegalStateException("broken"));
    }
  }
}
