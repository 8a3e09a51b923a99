package dev.tidemark.recommendation.rank;

/**
 * Keeps the best few of many scored items: a binary heap with the worst kept one on top. Of equal
 * scores the lower index is better, so that equal calls have equal answers. Reused, hence for one
 * thread.
 */
public final class TopItems {
  private final int[] items;
  private final double[] scores;
  private int limit;
  private int size;

  public TopItems(int capacity) {
    items = new int[capacity];
    scores = new double[capacity];
  }

  /** The best {@code count} of the first {@code items}, best first. */
  public static int[] best(double[] scores, int items, int count) {
    TopItems top = new TopItems(count);
    top.reset(count);
    for (int item = 0; item < items; item++) {
      top.offer(item, scores[item]);
    }
    int[] best = new int[top.size()];
    for (int place = best.length - 1; place >= 0; place--) {
      best[place] = top.removeWorst();
    }
    return best;
  }

  /** Forgets everything and keeps the best {@code count} from now on. */
  void reset(int count) {
    assert count > 0 && count <= items.length;
    limit = count;
    size = 0;
  }

  void offer(int item, double score) {
    if (size < limit) {
      siftUp(size++, item, score);
    } else if (isWorse(items[0], scores[0], item, score)) {
      siftDown(item, score);
    }
  }

  int size() {
    return size;
  }

  /** Takes the worst kept item out; ask {@link #worstScore} before. */
  int removeWorst() {
    int worst = items[0];
    size--;
    if (size > 0) {
      siftDown(items[size], scores[size]);
    }
    return worst;
  }

  double worstScore() {
    return scores[0];
  }

  private void siftUp(int from, int item, double score) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!isWorse(item, score, items[parent], scores[parent])) {
        break;
      }
      items[hole] = items[parent];
      scores[hole] = scores[parent];
      hole = parent;
    }
    items[hole] = item;
    scores[hole] = score;
  }

  private void siftDown(int item, double score) {
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size
          && isWorse(items[child + 1], scores[child + 1], items[child], scores[child])) {
        child++;
      }
      if (!isWorse(items[child], scores[child], item, score)) {
        break;
      }
      items[hole] = items[child];
      scores[hole] = scores[child];
      hole = child;
    }
    items[hole] = item;
    scores[hole] = score;
  }

  private static boolean isWorse(int item, double score, int other, double otherScore) {
    return score < otherScore || (score == otherScore && item > other);
  }
}
