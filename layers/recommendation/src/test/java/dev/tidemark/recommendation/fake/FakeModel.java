package dev.tidemark.recommendation.fake;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.Input;
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
import dev.tidemark.scoring.Learnt;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.scoring.SequentialRules;
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

  private static final List<String> CATEGORIES = List.of("A/X", "A/Y", "B|C");

  public final List<EncodedSequence> scored = new ArrayList<>();
  private final int size;
  private final String version;

  public FakeModel(int size) {
    this(size, VERSION);
  }

  public FakeModel(int size, String version) {
    this.size = size;
    this.version = version;
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
    float[] probabilities = new float[size];
    for (int i = 0; i < size; i++) {
      probabilities[i] = (float) Math.exp(Math.floorMod((state ^ (i * 0x9e3779b9)) >>> 7, 37) / 4f);
    }
    Demand none = new Demand(new float[size], new float[size], new float[size], new float[size]);
    Counts nothing =
        new Counts(Optional.empty(), new float[0], SequentialRules.none(size), false, none);
    return new Blend(Blend.Shares.NONE, nothing)
        .answer(new Learnt(probabilities, 0.25, 0), sequence);
  }

  @Override
  public void close() {}
}
