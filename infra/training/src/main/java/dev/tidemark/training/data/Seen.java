package dev.tidemark.training.data;

import com.carrotsearch.hppc.FloatArrayList;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.KnownBehaviour;
import dev.tidemark.features.RequestContext;
import dev.tidemark.features.RequestGap;
import dev.tidemark.features.TimeGap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** What training saw of behaviours, times and promotions, which decides what is told apart. */
final class Seen {
  private static final long YEAR = Duration.ofDays(365).toMillis();

  private final Names types;

  /** By number of the behaviour; null = never seen. */
  private final FloatArrayList[] values;

  private final BitSet months = new BitSet();
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;
  private long longestGap;
  private boolean promotions;

  /**
   * @param types the behaviours of the log
   */
  Seen(Names types) {
    this.types = types;
    values = new FloatArrayList[types.size()];
  }

  void add(InteractionLog.Rows rows, int row) {
    int type = rows.type(row);
    if (values[type] == null) {
      values[type] = new FloatArrayList();
    }
    if (!Float.isNaN(rows.value(row))) {
      values[type].add(rows.value(row));
    }
    long millis = rows.millis(row);
    months.set(RequestContext.season(millis));
    oldest = Math.min(oldest, millis);
    newest = Math.max(newest, millis);
    longestGap = Math.max(longestGap, row == 0 ? 0 : millis - rows.millis(row - 1));
    promotions |= rows.isPromoted(row);
  }

  FeatureSpec spec(int window, int older) {
    return new FeatureSpec(
        window,
        older,
        behaviours(),
        TimeGap.bucket(longestGap),
        RequestGap.bucket(longestGap),
        seasons(),
        promotions);
  }

  /** Those seen, by name, as long as there is room for all of their kinds. */
  private List<KnownBehaviour> behaviours() {
    int room = FeatureSpec.MOST_KINDS;
    List<KnownBehaviour> behaviours = new ArrayList<>();
    int[] byName = Arrays.stream(types.sorted()).filter(type -> values[type] != null).toArray();
    for (int type : byName) {
      KnownBehaviour behaviour = KnownBehaviour.of(types.name(type), values[type].toArray());
      room -= behaviour.kinds();
      if (room < 0) {
        break;
      }
      behaviours.add(behaviour);
    }
    return behaviours;
  }

  /** Whether a year is covered with all of its months, so that none is asked that was not seen. */
  private boolean seasons() {
    return months.nextClearBit(1) >= RequestContext.SEASONS && newest - oldest >= YEAR;
  }
}
