package dev.tidemark.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a shop sends of an item, to be laid over what is stored of it.
 *
 * @param item the values; those that are not given are what a new item starts with
 * @param given the fields whose stored values are replaced, or cleared by an empty one; the others
 *     stay
 */
public record ItemUpdate(Item item, Set<Field> given) {
  private static final Set<Field> ALL = Set.of(Field.values());
  private static final Set<Field> ALL_BUT_ACTIVE =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Field.ACTIVE)));

  /** What an update may leave as it is. */
  public enum Field {
    TITLE,
    CATEGORY,
    PRICE,
    TAGS,
    VECTOR,
    ACTIVE
  }

  public ItemUpdate {
    given = Set.copyOf(given);
  }

  /** The whole item, replacing what is stored. */
  public static ItemUpdate all(Item item) {
    return new ItemUpdate(item, ALL);
  }

  /**
   * A sender's description of an item that does not say whether it is active: one that was switched
   * off stays off.
   */
  public static ItemUpdate allButActive(Item item) {
    return new ItemUpdate(item, ALL_BUT_ACTIVE);
  }

  public String itemId() {
    return item.itemId();
  }

  public boolean gives(Field field) {
    return given.contains(field);
  }

  /** Whether nothing of what is stored stays. */
  public boolean givesAll() {
    return given.equals(ALL);
  }

  /** The same, giving one more field: as a new item has it. */
  public ItemUpdate with(Field field) {
    Set<Field> more = EnumSet.of(field);
    more.addAll(given);
    return new ItemUpdate(item, more);
  }

  /** The item as it is afterwards. */
  public Item over(Item stored) {
    return new Item(
        stored.itemId(),
        gives(Field.TITLE) ? item.title() : stored.title(),
        gives(Field.CATEGORY) ? item.category() : stored.category(),
        gives(Field.PRICE) ? item.price() : stored.price(),
        gives(Field.TAGS) ? item.tags() : stored.tags(),
        gives(Field.VECTOR) ? item.vector() : stored.vector(),
        gives(Field.ACTIVE) ? item.active() : stored.active());
  }

  /** This update and a later one of the same item in one. */
  public ItemUpdate then(ItemUpdate later) {
    Set<Field> either = EnumSet.noneOf(Field.class);
    either.addAll(given);
    either.addAll(later.given);
    return new ItemUpdate(later.over(item), either);
  }
}
