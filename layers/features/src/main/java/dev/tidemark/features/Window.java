package dev.tidemark.features;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a history that is trained on in one go: the interactions {@code from} to {@code to -
 * 1} are read, and those from {@code firstTarget} on are also to be predicted. What lies between
 * {@code from} and {@code firstTarget} was a target of the window before and only gives context.
 */
public record Window(int from, int firstTarget, int to) {

  /**
   * Slides over a history so that every interaction is a target exactly once.
   *
   * @param size interactions in the history
   * @param length interactions in a window, at most; also the largest number of targets
   * @param stride new targets in each window after the first, from 1 to {@code length}
   */
  public static List<Window> slide(int size, int length, int stride) {
    if (stride < 1 || stride > length) {
      throw new IllegalArgumentException("stride: " + stride + "; give 1 to " + length);
    }
    List<Window> windows = new ArrayList<>();
    int covered = 0;
    while (covered < size) {
      int to = Math.min(size, covered == 0 ? length : covered + stride);
      windows.add(new Window(Math.max(0, to - length), covered, to));
      covered = to;
    }
    return windows;
  }
}
