package dev.tidemark.lab.bench;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.KnownBehaviour;
import dev.tidemark.features.RequestGap;
import dev.tidemark.features.TimeGap;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.model.Comparison;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.CountsFiles;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.Habit;
import dev.tidemark.scoring.ItemTable;
import dev.tidemark.scoring.ItemsFile;
import dev.tidemark.scoring.SequentialRules;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.graph.NetworkWeights;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.network.items.PrincipalAxes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A package as training writes it, with as many items as wanted and weights drawn at random. */
record MadeUpModel(Vocabulary vocabulary) {
  private static final Hyperparameters SIZES = Hyperparameters.DEFAULT;
  private static final int LONGEST_GAP_MILLIS = 86_400_000;

  /** Of trained vectors. */
  private static final float LENGTH = 0.1f;

  /** Followers of each of the most frequent items. */
  private static final int FOLLOWERS = SequentialRules.FOLLOWERS;

  private static final int POPULAR = 1000;
  private static final int WITH_FOLLOWERS = 10_000;

  /** Numbers that the LSTM is made of, but for its bias. */
  static int lstmWeights() {
    return (SIZES.dimension() + SIZES.hidden()) * 4 * SIZES.hidden();
  }

  /** Numbers of all items' vectors that are compared with what a shopper wants. */
  static int compared(int items) {
    return items * PrincipalAxes.width(items, SIZES.dimension());
  }

  ModelPackage write(Path folder, Instant now) throws IOException {
    FeatureSpec spec =
        new FeatureSpec(
            SIZES.askedWindow(),
            SIZES.askedOlder(),
            List.of(KnownBehaviour.plain("purchase"), KnownBehaviour.plain("view")),
            TimeGap.bucket(LONGEST_GAP_MILLIS),
            RequestGap.bucket(LONGEST_GAP_MILLIS),
            false,
            false);
    writeNetwork(folder.resolve(ModelPackage.SAVED_MODEL), spec);
    ItemsFile.write(folder, PrincipalAxes.whereMany(items()));
    CountsFiles.write(folder, blend());
    PackageFiles.write(
        folder,
        new Manifest(
            Manifest.FORMAT,
            "made-up",
            now.toString(),
            "tidemark",
            1,
            SIZES.named(),
            "none",
            "unknown",
            spec,
            Map.of(),
            Comparison.NONE,
            Map.of()),
        vocabulary,
        vocabulary.entries().stream().limit(POPULAR).map(Vocabulary.Entry::itemId).toList(),
        List.of());
    return PackageFiles.read(folder);
  }

  /** It is the same however many items there are. */
  private static void writeNetwork(Path folder, FeatureSpec spec) throws IOException {
    Vocabulary one = MadeUpShop.vocabulary(1);
    ItemFeatures features = ItemFeatures.of(one);
    NetworkShape shape =
        NetworkShape.of(one, features, spec, SIZES.dimension(), SIZES.hidden(), false, Set.of());
    try (ScoringGraph graph = new ScoringGraph(shape, features, Device.CPU)) {
      graph.load(NetworkWeights.initial(shape, 1, new long[1]));
      graph.export(folder);
    }
  }

  private ItemTable items() {
    SplittableRandom random = new SplittableRandom(1);
    float[] vectors = new float[(vocabulary.size() + 1) * SIZES.dimension()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) random.nextDouble(-LENGTH, LENGTH);
    }
    return new ItemTable(vectors, new float[vocabulary.size()]);
  }

  private Blend blend() {
    int items = vocabulary.size();
    float[] even = new float[items];
    Arrays.fill(even, 1f / items);
    float[] ones = new float[items];
    Arrays.fill(ones, 1f);
    return new Blend(
        new Blend.Shares(0.3f, 0.2f, 0.3f, 0.3f),
        new Counts(
            Optional.of(new Habit(180, 0.5)),
            new float[] {1, 1, 1},
            rules(),
            false,
            new Demand(even, ones, new float[items], new float[items])));
  }

  private SequentialRules rules() {
    SplittableRandom random = new SplittableRandom(2);
    int items = vocabulary.size();
    int leading = Math.min(items, WITH_FOLLOWERS);
    int[] first = new int[items + 1];
    for (int i = 0; i <= items; i++) {
      first[i] = Math.min(i, leading) * FOLLOWERS;
    }
    int[] followers = new int[leading * FOLLOWERS];
    float[] strengths = new float[followers.length];
    for (int i = 0; i < followers.length; i++) {
      followers[i] = random.nextInt(items);
      strengths[i] = (float) random.nextDouble();
    }
    return new SequentialRules(first, followers, strengths);
  }
}
