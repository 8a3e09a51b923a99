package dev.tidemark.scoring;

/** The sum of products of numbers that lie side by side. */
final class DotProduct {
  private DotProduct() {}

  /** Four sums side by side, since each would wait for its last addition. */
  static float of(float[] left, int l, float[] right, int r, int count) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += left[l + i] * right[r + i];
      b += left[l + i + 1] * right[r + i + 1];
      c += left[l + i + 2] * right[r + i + 2];
      d += left[l + i + 3] * right[r + i + 3];
    }
    for (; i < count; i++) {
      a += left[l + i] * right[r + i];
    }
    return a + b + c + d;
  }
}
