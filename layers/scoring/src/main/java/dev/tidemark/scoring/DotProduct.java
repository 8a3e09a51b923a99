package dev.tidemark.scoring;

/** The sum of products of numbers that lie side by side. */
final class DotProduct {
  private DotProduct() {}

  /** Eight sums side by side, since each would wait for its last addition. */
  static float of(float[] left, int l, float[] right, int r, int count) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = 0;
    for (; i + 7 < count; i += 8) {
      a += left[l + i] * right[r + i];
      b += left[l + i + 1] * right[r + i + 1];
      c += left[l + i + 2] * right[r + i + 2];
      d += left[l + i + 3] * right[r + i + 3];
      e += left[l + i + 4] * right[r + i + 4];
      f += left[l + i + 5] * right[r + i + 5];
      g += left[l + i + 6] * right[r + i + 6];
      h += left[l + i + 7] * right[r + i + 7];
    }
    for (; i < count; i++) {
      a += left[l + i] * right[r + i];
    }
    return a + b + c + d + (e + f + g + h);
  }
}
