package dev.tidemark.data.text;

import java.util.List;

/** A 64-bit hash of texts: FNV-1a over their characters, then the finaliser of MurmurHash3. */
final class TextHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private TextHash() {}

  /** Never 0; other texts, or the same ones parted in another way, have another one. */
  static long of(List<String> texts) {
    long hash = FNV_OFFSET;
    for (String text : texts) {
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * FNV_PRIME;
      }
      hash = (hash ^ 0x1F) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
