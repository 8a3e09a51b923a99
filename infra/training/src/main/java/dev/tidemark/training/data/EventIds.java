package dev.tidemark.training.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Event ids as UTF-8, one after the other on pages of equal size, so that a longer log never copies
 * what is there.
 */
final class EventIds {
  private static final int PAGE = 1 << 16;

  private final List<byte[]> pages = new ArrayList<>();

  /** Where each id ends, which is where the next one begins. */
  private long[] ends = new long[1024];

  private int size;

  void add(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    long at = begin(size);
    for (int done = 0; done < bytes.length; ) {
      int offset = (int) (at % PAGE);
      if (offset == 0) {
        pages.add(new byte[PAGE]);
      }
      int part = Math.min(bytes.length - done, PAGE - offset);
      System.arraycopy(bytes, done, pages.get((int) (at / PAGE)), offset, part);
      done += part;
      at += part;
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size + (size >> 1));
    }
    ends[size++] = at;
  }

  /** Compares two ids by their bytes, as {@code Interaction.SERVED_ORDER} does. */
  int compare(int a, int b) {
    long x = begin(a);
    long y = begin(b);
    while (x < ends[a] && y < ends[b]) {
      int order = Byte.compareUnsigned(at(x++), at(y++));
      if (order != 0) {
        return order;
      }
    }
    return Long.compare(ends[a] - begin(a), ends[b] - begin(b));
  }

  private long begin(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  private byte at(long position) {
    return pages.get((int) (position / PAGE))[(int) (position % PAGE)];
  }
}
