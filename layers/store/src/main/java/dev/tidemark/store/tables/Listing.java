package dev.tidemark.store.tables;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.Item;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the active items, the one listed last first, without tags and vector.
 *
 * @param next where the page after it begins; empty = there is none
 */
public record Listing(List<Item> items, Optional<Place> next) {
  /** There is nothing. */
  public static final Listing NOTHING = new Listing(List.of(), Optional.empty());

  public Listing {
    items = List.copyOf(items);
  }

  /**
   * The place of an item in the list, which stays when others come and go.
   *
   * @param listedAt epoch milliseconds of its first listing
   */
  public record Place(long listedAt, String itemId) {
    private static final Pattern TEXT =
        Pattern.compile("(?<at>\\d{1,18})#(?<id>.{1," + Event.MAX_ID + "})", Pattern.DOTALL);

    /** Empty where the text is none of {@link #text}. */
    public static Optional<Place> of(String text) {
      Matcher matcher = TEXT.matcher(text);
      return matcher.matches()
          ? Optional.of(new Place(Long.parseLong(matcher.group("at")), matcher.group("id")))
          : Optional.empty();
    }

    public String text() {
      return listedAt + "#" + itemId;
    }
  }
}
