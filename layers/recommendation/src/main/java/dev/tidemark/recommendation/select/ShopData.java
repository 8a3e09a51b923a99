package dev.tidemark.recommendation.select;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.Listing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What this function reads of the shop's tables; the methods are those of the stores. */
public interface ShopData {
  List<Interaction> newest(UserKey user, int limit);

  List<Interaction> before(Interaction interaction, int limit);

  /** The items of what the same user did before this interaction. */
  default Set<String> itemsBefore(Interaction interaction, int limit) {
    return before(interaction, limit).stream()
        .map(Interaction::itemId)
        .collect(Collectors.toUnmodifiableSet());
  }

  Map<String, Item> find(Collection<String> itemIds);

  Map<String, List<Float>> vectors(Collection<String> itemIds);

  List<Item> newestActive(int limit);

  /** A page of all active items; none where nothing is listed. */
  default Listing listed(Optional<Listing.Place> behind, int limit) {
    return Listing.NOTHING;
  }

  /**
   * Ids of the items of most shoppers in the last hours, most first; none where nothing is told.
   */
  default List<String> trending() {
    return List.of();
  }

  /** The same of the last week. */
  default List<String> popular() {
    return List.of();
  }

  static ShopData of(
      DynamoDbInteractionStore interactions, CatalogueStore catalogue, LiveCounts counts) {
    return new ShopData() {
      @Override
      public List<Interaction> newest(UserKey user, int limit) {
        return interactions.newest(user, limit);
      }

      @Override
      public List<Interaction> before(Interaction interaction, int limit) {
        return interactions.before(interaction, limit);
      }

      @Override
      public Set<String> itemsBefore(Interaction interaction, int limit) {
        return interactions.itemsBefore(interaction, limit);
      }

      @Override
      public Map<String, Item> find(Collection<String> itemIds) {
        return catalogue.find(itemIds);
      }

      @Override
      public Map<String, List<Float>> vectors(Collection<String> itemIds) {
        return catalogue.vectors(itemIds);
      }

      @Override
      public List<Item> newestActive(int limit) {
        return catalogue.newestActive(limit);
      }

      @Override
      public Listing listed(Optional<Listing.Place> behind, int limit) {
        return catalogue.listed(behind, limit);
      }

      @Override
      public List<String> trending() {
        return counts.trending();
      }

      @Override
      public List<String> popular() {
        return counts.popular();
      }
    };
  }
}
