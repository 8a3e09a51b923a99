package dev.tidemark.features;

import java.util.Arrays;
import java.util.Set;

/**
 * What one shopper did with known items, oldest first, as primitive columns (18 bytes an
 * interaction). Append-only; not safe for use by several threads while it grows.
 */
public final class History {
  private int[] items;
  private byte[] behaviours;
  private long[] millis;
  private float[] values;
  private boolean[] promoted;
  private int size;

  public History(int capacity) {
    items = new int[capacity];
    behaviours = new byte[capacity];
    millis = new long[capacity];
    values = new float[capacity];
    promoted = new boolean[capacity];
  }

  /** Adds what happened under no promotion. */
  public void add(int item, int behaviour, long time, float value) {
    add(item, behaviour, time, value, false);
  }

  /**
   * @param item index in the vocabulary, from 1 on
   * @param behaviour index of its kind in the feature specification
   * @param time epoch milliseconds
   * @param value such as the stars of a rating; NaN = not given
   * @param promotion whether it happened under a promotion
   */
  public void add(int item, int behaviour, long time, float value, boolean promotion) {
    if (size == items.length) {
      int capacity = Math.max(8, size + (size >> 1));
      items = Arrays.copyOf(items, capacity);
      behaviours = Arrays.copyOf(behaviours, capacity);
      millis = Arrays.copyOf(millis, capacity);
      values = Arrays.copyOf(values, capacity);
      promoted = Arrays.copyOf(promoted, capacity);
    }
    items[size] = item;
    behaviours[size] = (byte) behaviour;
    millis[size] = time;
    values[size] = value;
    promoted[size] = promotion;
    size++;
  }

  public int size() {
    return size;
  }

  /** As if nothing had been done with some items. */
  public History without(Set<Integer> others) {
    History left = new History(size);
    for (int i = 0; i < size; i++) {
      if (!others.contains(items[i])) {
        left.add(items[i], behaviours[i], millis[i], values[i], promoted[i]);
      }
    }
    return left;
  }

  public int item(int i) {
    return items[i];
  }

  /** Index of the kind of behaviour, see {@link FeatureSpec#kind}. */
  public int behaviour(int i) {
    return behaviours[i];
  }

  /** Epoch milliseconds. */
  public long millis(int i) {
    return millis[i];
  }

  /** Such as the stars of a rating; NaN = not given. */
  public float value(int i) {
    return values[i];
  }

  /** Whether it happened under a promotion. */
  public boolean isPromoted(int i) {
    return promoted[i];
  }

  /** The items' indices of the interactions {@code from} to {@code to - 1}. */
  public int[] items(int from, int to) {
    return Arrays.copyOfRange(items, from, to);
  }
}
