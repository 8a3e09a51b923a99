package dev.tidemark.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decides of each shopper's interactions what is trained on and what is asked for afterwards. */
public interface Split {

  /**
   * How one shopper's rows are used.
   *
   * @param trained the first rows, which training may see
   */
  record Parts(int trained, List<HeldOut> validation, List<HeldOut> test) {}

  /**
   * @param row to be predicted
   * @param end rows before it that may be known then
   */
  record HeldOut(int row, int end) {}

  Parts of(InteractionLog.Rows rows);

  /** Whether items that are only held out belong to those that are ranked. */
  boolean ranksHeldOutItems();

  /**
   * Whether a question sees only what happened at an earlier time. Otherwise it sees the earlier
   * rows, also those of the same time.
   */
  boolean byTime();

  /** Of every shopper with three or more rows the last is the test, the last but one validation. */
  static Split leaveOneOut() {
    return new Split() {
      private static final int FEWEST = 3;

      @Override
      public Parts of(InteractionLog.Rows rows) {
        int size = rows.size();
        return size < FEWEST
            ? new Parts(size, List.of(), List.of())
            : new Parts(
                size - 2,
                List.of(new HeldOut(size - 2, size - 2)),
                List.of(new HeldOut(size - 1, size - 1)));
      }

      @Override
      public boolean ranksHeldOutItems() {
        return true;
      }

      @Override
      public boolean byTime() {
        return false;
      }
    };
  }

  /**
   * Two cuts at the 80th and 90th percentile of all times. Every later row of a shopper with an
   * earlier one is held out; what is known is all that this shopper did at a strictly earlier time,
   * also after the cut, so that the lines of one basket never give each other away.
   */
  static Split byTime(InteractionLog log) {
    long[] times = log.millis();
    Arrays.sort(times);
    long validationFrom = times[(int) (times.length * 0.8)];
    long testFrom = times[(int) (times.length * 0.9)];
    return new Split() {
      @Override
      public Parts of(InteractionLog.Rows rows) {
        int trained = 0;
        for (int row = 0; row < rows.size(); row++) {
          trained += rows.millis(row) < validationFrom ? 1 : 0;
        }
        Parts parts = new Parts(trained, new ArrayList<>(), new ArrayList<>());
        int end = 0;
        for (int row = 0; row < rows.size(); row++) {
          if (row > 0 && rows.millis(row) > rows.millis(row - 1)) {
            end = row;
          }
          if (row >= trained && end > 0) {
            (rows.millis(row) < testFrom ? parts.validation() : parts.test())
                .add(new HeldOut(row, end));
          }
        }
        return parts;
      }

      @Override
      public boolean ranksHeldOutItems() {
        return false;
      }

      @Override
      public boolean byTime() {
        return true;
      }
    };
  }
}
