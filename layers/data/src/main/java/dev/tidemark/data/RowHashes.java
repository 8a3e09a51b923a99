package dev.tidemark.data;

import java.util.Arrays;
import java.util.List;

/**
 * A set of 64-bit row hashes (open addressing, 8 to 16 bytes a row) for finding exact duplicates in
 * files of millions of rows. Among ten million rows the chance of one false duplicate is 3e-6.
 */
final class RowHashes {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] slots = new long[1024];
  private int size;

  /** Returns false where an equal row was added before. */
  boolean add(List<String> fields) {
    if (size * 2 >= slots.length) {
      long[] old = slots;
      slots = new long[old.length * 2];
      Arrays.stream(old).filter(hash -> hash != 0).forEach(this::insert);
    }
    boolean added = insert(hash(fields));
    size += added ? 1 : 0;
    return added;
  }

  private boolean insert(long hash) {
    int mask = slots.length - 1;
    int i = (int) (hash >>> 17) & mask;
    while (slots[i] != 0) {
      if (slots[i] == hash) {
        return false;
      }
      i = (i + 1) & mask;
    }
    slots[i] = hash;
    return true;
  }

  /** FNV-1a over the characters, then the finaliser of MurmurHash3; never 0. */
  private static long hash(List<String> fields) {
    long hash = FNV_OFFSET;
    for (String field : fields) {
      for (int i = 0; i < field.length(); i++) {
        hash = (hash ^ field.charAt(i)) * FNV_PRIME;
      }
      hash = (hash ^ 0x1F) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
