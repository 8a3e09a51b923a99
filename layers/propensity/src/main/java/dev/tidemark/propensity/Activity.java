package dev.tidemark.propensity;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What one shopper did, oldest first, as far as it tells whether they come again. Rows come in the
 * order of time. Not safe for several threads while it grows.
 */
public final class Activity {
  /** Rows before a moment that are looked at: serving reads no more of a history either. */
  public static final int MOST_ROWS = 2000;

  private static final int FEW = 8;

  private long[] millis = new long[FEW];
  private int[] items = new int[FEW];
  private float[] amounts = new float[FEW];
  private Kind[] kinds = new Kind[FEW];
  private boolean[] promoted = new boolean[FEW];
  private int size;

  /** What a row is. */
  enum Kind {
    PURCHASE,
    CART,
    OTHER
  }

  /** Adds what shows interest; what was only shown or takes interest back is passed over. */
  public void add(Interaction interaction) {
    if (interaction.isImpression() || Behaviour.takesBack(interaction.type())) {
      return;
    }
    add(
        interaction.timestamp().toEpochMilli(),
        interaction.type(),
        interaction.itemId().hashCode(),
        amount(interaction.price(), interaction.quantity()),
        interaction.isPromoted());
  }

  /** Price by quantity; one piece where none is told, NaN where the price is not. */
  public static double amount(double price, int quantity) {
    return price * Math.max(1, quantity);
  }

  /**
   * @param item tells it from others
   * @param amount paid; NaN = not told
   */
  public void add(long time, String type, int item, double amount, boolean promotion) {
    add(time, kind(type), item, (float) amount, promotion);
  }

  private void add(long time, Kind kind, int item, float amount, boolean promotion) {
    if (size == millis.length) {
      int capacity = 2 * size;
      millis = Arrays.copyOf(millis, capacity);
      items = Arrays.copyOf(items, capacity);
      amounts = Arrays.copyOf(amounts, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      promoted = Arrays.copyOf(promoted, capacity);
    }
    millis[size] = time;
    items[size] = item;
    amounts[size] = amount;
    kinds[size] = kind;
    promoted[size] = promotion;
    size++;
  }

  private static Kind kind(String type) {
    return switch (type) {
      case Behaviour.PURCHASE -> Kind.PURCHASE;
      case Behaviour.ADD_TO_CART -> Kind.CART;
      default -> Kind.OTHER;
    };
  }

  public int size() {
    return size;
  }

  /** Brings rows that came in any order into that of time. */
  public void sort() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingLong(i -> millis[i]));
    Activity sorted = new Activity();
    sorted.take(this, order);
    millis = sorted.millis;
    items = sorted.items;
    amounts = sorted.amounts;
    kinds = sorted.kinds;
    promoted = sorted.promoted;
  }

  private void take(Activity other, Integer[] rows) {
    for (int row : rows) {
      add(
          other.millis[row],
          other.kinds[row],
          other.items[row],
          other.amounts[row],
          other.promoted[row]);
    }
  }

  /** How many rows came before a moment, epoch milliseconds. */
  public int before(long moment) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (millis[middle] < moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether something was bought from a moment on and before another one. */
  public boolean buysBetween(long from, long to) {
    for (int i = before(from); i < size && millis[i] < to; i++) {
      if (isPurchase(i)) {
        return true;
      }
    }
    return false;
  }

  /** Epoch milliseconds. */
  public long millis(int i) {
    return millis[i];
  }

  int item(int i) {
    return items[i];
  }

  float amount(int i) {
    return amounts[i];
  }

  public boolean isPurchase(int i) {
    return kinds[i] == Kind.PURCHASE;
  }

  boolean isCart(int i) {
    return kinds[i] == Kind.CART;
  }

  boolean isPromoted(int i) {
    return promoted[i];
  }
}
