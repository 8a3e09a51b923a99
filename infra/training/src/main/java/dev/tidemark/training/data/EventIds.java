package dev.tidemark.training.data;

import com.carrotsearch.hppc.LongArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Event ids as UTF-8, one after the other on pages of equal size, so that a longer log never copies
 * what is there.
 */
final class EventIds {
  private static final int PAGE = 1 << 16;

  private final List<byte[]> pages = new ArrayList<>();

  /** Where each id ends, which is where the next one begins. */
  private final LongArrayList ends = new LongArrayList();

  void add(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    long at = begin(ends.size());
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
    ends.add(at);
  }

  /** Compares two ids by their bytes, as {@code Interaction.SERVED_ORDER} does. */
  int compare(int a, int b) {
    long x = begin(a);
    long y = begin(b);
    while (x < ends.get(a) && y < ends.get(b)) {
      int order = Byte.compareUnsigned(at(x++), at(y++));
      if (order != 0) {
        return order;
      }
    }
    return Long.compare(ends.get(a) - begin(a), ends.get(b) - begin(b));
  }

  private long begin(int id) {
    return id == 0 ? 0 : ends.get(id - 1);
  }

  private byte at(long position) {
    return pages.get((int) (position / PAGE))[(int) (position % PAGE)];
  }
}
