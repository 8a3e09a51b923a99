package dev.tidemark.lab.bench;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.KnownBehaviour;
import dev.tidemark.features.RequestGap;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.TimeGap;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.features.Window;
import dev.tidemark.training.data.BehaviourWeights;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.fit.Batch;
import dev.tidemark.training.fit.TrainingWindow;
import dev.tidemark.training.network.SequenceSize;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random histories, each as long as a window, over items of which few are popular (Zipf). */
final class SyntheticData {
  private static final int CATEGORIES = 50;
  private static final int LONGEST_GAP_MILLIS = 86_400_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Setting setting;
  private final Vocabulary vocabulary;
  private final FeatureSpec spec;
  private final List<History> histories;

  SyntheticData(Setting setting) {
    this.setting = setting;
    vocabulary = new Vocabulary(IntStream.range(0, setting.items()).mapToObj(this::entry).toList());
    spec =
        new FeatureSpec(
            setting.window(),
            0,
            List.of(KnownBehaviour.plain("purchase"), KnownBehaviour.plain("view")),
            TimeGap.bucket(LONGEST_GAP_MILLIS),
            RequestGap.bucket(LONGEST_GAP_MILLIS),
            false,
            false);
    histories =
        IntStream.range(0, Math.max(1, setting.events() / setting.window()))
            .mapToObj(user -> history())
            .toList();
  }

  private Vocabulary.Entry entry(int i) {
    return new Vocabulary.Entry("item" + i, "C" + i % CATEGORIES, random.nextDouble() * 99);
  }

  private History history() {
    History history = new History(setting.window());
    long millis = 0;
    for (int i = 0; i < setting.window(); i++) {
      millis += random.nextInt(LONGEST_GAP_MILLIS);
      int item = (int) Math.pow(setting.items() + 1.0, random.nextDouble());
      history.add(item, 1 + random.nextInt(2), millis, Float.NaN);
    }
    return history;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  FeatureSpec spec() {
    return spec;
  }

  SequenceEncoder encoder() {
    return new SequenceEncoder(vocabulary, spec);
  }

  SequenceSize size() {
    return new SequenceSize(setting.window(), 0);
  }

  /** What was popular lately in these histories. */
  RecentShare popularity() {
    long[] counts = new long[setting.items()];
    for (History history : histories) {
      for (int item : history.items(0, history.size())) {
        counts[item - 1]++;
      }
    }
    return new RecentShare(histories, histories.stream().mapToInt(History::size).toArray(), counts);
  }

  /** The next batch: whole histories drawn at random, with every position to be predicted. */
  Batch nextBatch() {
    Window all = new Window(0, 0, setting.window());
    List<TrainingWindow> windows = new ArrayList<>();
    for (int row = 0; row < setting.batch(); row++) {
      History history = histories.get(random.nextInt(histories.size()));
      windows.add(new TrainingWindow(history, all, history.size(), false, BehaviourWeights.ALIKE));
    }
    return new Batch(size(), windows);
  }
}
