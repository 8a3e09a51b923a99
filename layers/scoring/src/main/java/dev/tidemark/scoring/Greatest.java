package dev.tidemark.scoring;

/**
 * Where the greatest of many numbers begin, found by counting their leading binary digits, then the
 * next ones of those that are alike so far (radix selection). Numbers of 0 or more have the order
 * of their digits.
 */
final class Greatest {
  private static final int LEADING = 16;
  private static final int NEXT = 8;
  private static final int MOST = 1 << NEXT;

  private Greatest() {}

  /**
   * The least of the so many greatest, but for its last digits: a few more may reach it.
   *
   * @param numbers of 0 or more
   * @param count that are looked at, the first ones
   */
  static float least(float[] numbers, int count, int wanted) {
    int[] leading = new int[1 << (Integer.SIZE - 1 - LEADING)];
    for (int i = 0; i < count; i++) {
      leading[Float.floatToRawIntBits(numbers[i]) >>> LEADING]++;
    }
    int above = 0;
    int bucket = leading.length - 1;
    while (bucket > 0 && above + leading[bucket] < wanted) {
      above += leading[bucket--];
    }
    int[] next = new int[MOST];
    for (int i = 0; i < count; i++) {
      int digits = Float.floatToRawIntBits(numbers[i]);
      if (digits >>> LEADING == bucket) {
        next[digits >>> (LEADING - NEXT) & (MOST - 1)]++;
      }
    }
    int part = MOST - 1;
    while (part > 0 && above + next[part] < wanted) {
      above += next[part--];
    }
    return Float.intBitsToFloat(bucket << LEADING | part << (LEADING - NEXT));
  }
}
