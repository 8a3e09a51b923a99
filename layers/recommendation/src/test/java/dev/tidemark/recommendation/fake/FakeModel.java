package dev.tidemark.recommendation.fake;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.Input;
import dev.tidemark.features.ItemEncoder;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.KnownBehaviour;
import dev.tidemark.features.RequestGap;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.model.Comparison;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.WarmupRequest;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.FeatureTables;
import dev.tidemark.scoring.Learnt;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.scoring.SequentialRules;
import dev.tidemark.scoring.Unseen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A model of the items {@code item-1} to {@code item-N}. Categories go round {@code A/X}, {@code
 * A/Y}, {@code B}; the price is the number, the last item has none. Popularity is the reverse
 * order.
 */
public final class FakeModel implements Scorer {
  public static final String VERSION = "20260101T000000Z-fake";
  public static final int WINDOW = 6;
  public static final int OLDER = 3;
  public static final int MAX_GAP = 20;

  /** More than whatever else decides. */
  private static final float FIRST = 20;

  private static final List<String> CATEGORIES = List.of("A/X", "A/Y", "B|C");

  /**
   * What describes items that come later: of {@code A/X} they are worth most, of {@code B} less.
   */
  private static final FeatureTables FEATURES =
      new FeatureTables(
          new ItemEncoder(List.of("A/X", "B"), List.of(), new double[0], 1),
          1,
          new float[] {FIRST, -FIRST},
          new float[0],
          new float[ItemFeatures.PRICE_BANDS],
          new float[] {1},
          new Unseen(0, 0, 0, 0, 1));

  public final List<EncodedSequence> scored;
  private final int size;
  private final String version;
  private final boolean describing;
  private final List<float[]> added;

  public FakeModel(int size) {
    this(size, VERSION);
  }

  public FakeModel(int size, String version) {
    this(size, version, false, List.of(), new ArrayList<>());
  }

  private FakeModel(
      int size,
      String version,
      boolean describing,
      List<float[]> added,
      List<EncodedSequence> scored) {
    this.size = size;
    this.version = version;
    this.describing = describing;
    this.added = added;
    this.scored = scored;
  }

  /** One that can tell something of items that come later. */
  public static FakeModel describing(int size) {
    return new FakeModel(size, VERSION, true, List.of(), new ArrayList<>());
  }

  @Override
  public Optional<FeatureTables> features() {
    return describing ? Optional.of(FEATURES) : Optional.empty();
  }

  @Override
  public Scorer with(List<float[]> vectors) {
    return new FakeModel(size, version, describing, vectors, scored);
  }

  public static String item(int number) {
    return "item-" + number;
  }

  public ModelPackage modelPackage() {
    List<Vocabulary.Entry> entries = new ArrayList<>();
    List<String> popularity = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      double price = i == size ? Double.NaN : i;
      entries.add(new Vocabulary.Entry(item(i), CATEGORIES.get(i % CATEGORIES.size()), price));
      popularity.add(0, item(i));
    }
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            version,
            "2026-01-01T00:00:00Z",
            "fake",
            1,
            Map.of(),
            "",
            "unknown",
            new FeatureSpec(
                WINDOW,
                OLDER,
                List.of(KnownBehaviour.plain("view")),
                MAX_GAP,
                RequestGap.BUCKETS - 1,
                true,
                true),
            Map.of(),
            Comparison.NONE,
            Map.of());
    return new ModelPackage(
        Path.of("nowhere"), manifest, new Vocabulary(entries), popularity, List.of(warmup("1")));
  }

  public static WarmupRequest warmup(String count) {
    return new WarmupRequest(
        List.of(new WarmupRequest.Step(item(1), "view", 1000)), Map.of("count", count));
  }

  /** Scores that depend on everything in the sequence, with some of them equal. */
  @Override
  public List<Answer> score(List<EncodedSequence> sequences) {
    return sequences.stream().map(this::answer).toList();
  }

  private Answer answer(EncodedSequence sequence) {
    scored.add(sequence);
    int state =
        Objects.hash(
            sequence.older(),
            Arrays.hashCode(sequence.items()),
            Arrays.hashCode(sequence.behaviours()),
            Arrays.hashCode(sequence.of(Input.GAPS)),
            Arrays.hashCode(sequence.of(Input.OCCURRENCES)),
            Arrays.hashCode(sequence.ages()),
            sequence.requestGap(),
            sequence.of(Input.REQUEST_CONTEXTS)[0]);
    int all = size + added.size();
    float[] probabilities = new float[all];
    for (int i = 0; i < all; i++) {
      probabilities[i] = (float) Math.exp(Math.floorMod((state ^ (i * 0x9e3779b9)) >>> 7, 37) / 4f);
      probabilities[i] *= i < size ? 1 : (float) Math.exp(added.get(i - size)[0]);
    }
    Demand none = new Demand(new float[all], new float[all], new float[all], new float[all]);
    Counts nothing =
        new Counts(Optional.empty(), new float[0], SequentialRules.none(all), false, none);
    return new Blend(Blend.Shares.NONE, nothing)
        .answer(new Learnt(probabilities, 0.25, 0), sequence);
  }

  @Override
  public void close() {}
}
