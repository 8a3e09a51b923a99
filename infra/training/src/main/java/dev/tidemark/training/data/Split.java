package dev.tidemark.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Decides of each shopper's interactions what is trained on and what is asked for afterwards.
 *
 * @param parts of one shopper's rows
 * @param byTime whether a question sees only what happened at an earlier time, and items that are
 *     only held out are not ranked; otherwise it sees the earlier rows, also those of the same time
 * @param target the only behaviour that is asked for, in training and afterwards; empty = all are
 */
public record Split(
    Function<InteractionLog.Rows, Parts> parts, boolean byTime, Optional<String> target) {

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

  Parts of(InteractionLog.Rows rows) {
    return parts.apply(rows);
  }

  /**
   * Of every shopper with two targets, and something before them, the last target is the test, the
   * last but one validation; what comes before that is training.
   */
  public static Split leaveOneOut(Optional<String> target) {
    return new Split(
        rows -> {
          int test = lastTarget(rows, rows.size(), target);
          int validation = lastTarget(rows, test, target);
          return validation < 1
              ? new Parts(rows.size(), List.of(), List.of())
              : new Parts(
                  validation,
                  List.of(new HeldOut(validation, validation)),
                  List.of(new HeldOut(test, test)));
        },
        false,
        target);
  }

  /** The last target before a row; below 0 = none. */
  private static int lastTarget(InteractionLog.Rows rows, int end, Optional<String> target) {
    int row = end - 1;
    while (row >= 0 && !isTarget(rows, row, target)) {
      row--;
    }
    return row;
  }

  private static boolean isTarget(InteractionLog.Rows rows, int row, Optional<String> target) {
    return target.isEmpty() || target.get().equals(rows.behaviour(row));
  }

  /**
   * Two cuts at the 80th and 90th percentile of all times. Every later target of a shopper with an
   * earlier one is held out; what is known is all that this shopper did at a strictly earlier time,
   * also after the cut, so that the lines of one basket never give each other away.
   */
  public static Split byTime(InteractionLog log, Optional<String> target) {
    long[] times = log.millis();
    Arrays.sort(times);
    long validationFrom = times[(int) (times.length * 0.8)];
    long testFrom = times[(int) (times.length * 0.9)];
    return new Split(
        rows -> {
          IntStream all = IntStream.range(0, rows.size());
          int trained = (int) all.filter(row -> rows.millis(row) < validationFrom).count();
          Parts parts = new Parts(trained, new ArrayList<>(), new ArrayList<>());
          int end = 0;
          for (int row = 0; row < rows.size(); row++) {
            if (row > 0 && rows.millis(row) > rows.millis(row - 1)) {
              end = row;
            }
            if (row >= trained && end > 0 && isTarget(rows, row, target)) {
              (rows.millis(row) < testFrom ? parts.validation() : parts.test())
                  .add(new HeldOut(row, end));
            }
          }
          return parts;
        },
        true,
        target);
  }
}
