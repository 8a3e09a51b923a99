package dev.tidemark.recommend.request;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.Listing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which items somebody wants to know of.
 *
 * @param include ids of these alone; empty = those on sale
 * @param search in lower case, stands in title, id or category; empty = any
 * @param behind where the page before ended
 */
public record ItemQuery(Set<String> include, String search, Optional<Listing.Place> behind) {
  private static final String INCLUDE = "include";
  private static final String SEARCH = "search";
  private static final String NEXT = "next";
  private static final int MOST_CHARACTERS = 256;

  /**
   * Reads the query of a request.
   *
   * @throws InvalidFieldException naming the parameter, its value and the remedy
   */
  public static ItemQuery of(HttpRequest request) {
    Parameters parameters = Parameters.of(request, List.of(INCLUDE, SEARCH, NEXT));
    Set<String> include = parameters.list(INCLUDE);
    include.removeIf(id -> id.length() > Event.MAX_ID); // several ids with commas between
    if (include.size() > CatalogueStore.MAX_FIND) {
      throw new InvalidFieldException(
          INCLUDE, include.size() + " ids", "give at most " + CatalogueStore.MAX_FIND);
    }
    String next = parameters.text(NEXT);
    Optional<Listing.Place> behind = Listing.Place.of(next);
    if (behind.isEmpty() && !next.isEmpty()) {
      throw new InvalidFieldException(NEXT, next, "give what the page before says");
    }
    String search = parameters.name(SEARCH, MOST_CHARACTERS).strip();
    return new ItemQuery(include, search.toLowerCase(Locale.ROOT), behind);
  }

  /** Whether the text that is searched stands in what an item is called. */
  public boolean isAbout(Item item) {
    return (item.title() + '\n' + item.itemId() + '\n' + item.category())
        .toLowerCase(Locale.ROOT)
        .contains(search);
  }
}
