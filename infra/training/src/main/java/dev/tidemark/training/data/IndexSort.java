package dev.tidemark.training.data;

/**
 * Merge sort of indices by what they stand for, with no object for each. Stable; scratch space is
 * half of what is sorted.
 */
public final class IndexSort {
  private final Order order;
  private final int[] scratch;

  /** Compares what two indices stand for; the result as of a {@link java.util.Comparator}. */
  public interface Order {
    int compare(int a, int b);
  }

  private IndexSort(Order order, int size) {
    this.order = order;
    scratch = new int[size / 2];
  }

  /** The indices 0 to {@code size - 1}, sorted. */
  public static int[] sorted(int size, Order order) {
    int[] indices = new int[size];
    for (int i = 0; i < size; i++) {
      indices[i] = i;
    }
    sort(indices, 0, size, order);
    return indices;
  }

  /** Sorts the indices at {@code from} to {@code to - 1}. */
  public static void sort(int[] indices, int from, int to, Order order) {
    new IndexSort(order, to - from).sort(indices, from, to);
  }

  private void sort(int[] indices, int from, int to) {
    if (to - from > 1) {
      int middle = from + (to - from) / 2;
      sort(indices, from, middle);
      sort(indices, middle, to);
      if (order.compare(indices[middle - 1], indices[middle]) > 0) {
        merge(indices, from, middle, to);
      }
    }
  }

  private void merge(int[] indices, int from, int middle, int to) {
    int left = middle - from;
    System.arraycopy(indices, from, scratch, 0, left);
    int a = 0;
    int b = middle;
    int at = from;
    while (a < left) {
      boolean first = b == to || order.compare(scratch[a], indices[b]) <= 0;
      indices[at++] = first ? scratch[a++] : indices[b++];
    }
  }
}
