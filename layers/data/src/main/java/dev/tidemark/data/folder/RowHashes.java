package dev.tidemark.data.folder;

/**
 * A set of 64-bit hashes of bounded size, for finding exact duplicates in files of millions of
 * rows: it remembers the last two million at least, in 64 MB at most. Among ten million rows the
 * chance of one false duplicate is 3e-6.
 */
final class RowHashes {
  /** So many are remembered in any case. */
  static final int REMEMBERED = 1 << 21;

  private static final int FIRST_SLOTS = 1024;

  private long[] older = {0};
  private long[] slots = new long[FIRST_SLOTS];
  private int size;

  /**
   * Returns false where it was added before.
   *
   * @param hash not 0
   */
  boolean add(long hash) {
    if (older[place(older, hash)] == hash) {
      return false;
    }
    int place = place(slots, hash);
    if (slots[place] == hash) {
      return false;
    }
    slots[place] = hash;
    size++;
    if (size == REMEMBERED) {
      older = slots;
      slots = new long[FIRST_SLOTS];
      size = 0;
    } else if (size * 2 > slots.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (long hash : old) {
      if (hash != 0) {
        slots[place(slots, hash)] = hash;
      }
    }
  }

  /** Where the hash is, or would be: open addressing in a table whose size is a power of two. */
  private static int place(long[] table, long hash) {
    int mask = table.length - 1;
    int place = (int) (hash >>> 17) & mask;
    while (table[place] != 0 && table[place] != hash) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
