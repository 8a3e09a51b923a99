package dev.tidemark.training.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidemark.features.KnownBehaviour;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.model.Comparison;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.model.WarmupRequest;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.CountsFiles;
import dev.tidemark.scoring.FeatureTables;
import dev.tidemark.scoring.FeaturesFile;
import dev.tidemark.scoring.ItemsFile;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.RankingMetrics;
import dev.tidemark.training.fit.EpochReport;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.propensity.HeadFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Puts a trained model with its figures and warm-up requests into a package.
 *
 * @param vocabulary of the network that is written
 */
public record PackageWriter(
    TrainingData data, Vocabulary vocabulary, TrainingRun.Settings settings) {
  private static final String PRESET = "tidemark";
  private static final int POPULAR = 1000;

  private static final DateTimeFormatter VERSION_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Figures of a finished training.
   *
   * @param count held-out interactions of the test
   * @param model test figures of the model by name, see {@link RankingMetrics}
   * @param popularity test figures of ranking by popularity
   * @param excludeSeen whether seen items were left out of both rankings
   * @param propensity validation figures of the heads
   */
  public record Figures(
      List<EpochReport> epochs,
      int bestEpoch,
      int count,
      Map<String, Double> model,
      Map<String, Double> popularity,
      boolean excludeSeen,
      List<HeadFigures> propensity) {

    public Figures(
        List<EpochReport> epochs,
        int bestEpoch,
        int count,
        Map<String, Double> model,
        Map<String, Double> popularity,
        boolean excludeSeen) {
      this(epochs, bestEpoch, count, model, popularity, excludeSeen, List.of());
    }

    Figures with(List<HeadFigures> heads) {
      return new Figures(epochs, bestEpoch, count, model, popularity, excludeSeen, heads);
    }

    Map<String, Double> named() {
      Map<String, Double> figures = new TreeMap<>();
      model.forEach((metric, value) -> figures.put("lstm." + metric, value));
      popularity.forEach((metric, value) -> figures.put("popular." + metric, value));
      propensity.forEach(
          head ->
              head.named().forEach((metric, value) -> figures.put("propensity." + metric, value)));
      return figures;
    }
  }

  /**
   * Writes the network, its counts and figures into an empty folder.
   *
   * @return a package that can be scored with, and is complete once {@link #finish} was called
   */
  public ModelPackage begin(
      Path folder, ScoringGraph graph, FeatureTables features, Blend blend, Figures figures)
      throws IOException {
    Instant now = settings.now();
    String unnamed = VERSION_TIME.format(now) + "-" + data.hash().substring(0, 8);
    graph.export(folder.resolve(ModelPackage.SAVED_MODEL));
    ItemsFile.write(folder, graph.items());
    FeaturesFile.write(folder, features);
    CountsFiles.write(folder, blend);
    JSON.writeValue(folder.resolve("metrics.json").toFile(), figures);
    Map<String, String> named = new TreeMap<>(settings.parameters().named());
    named.put("behaviourWeights", data.weights().toString());
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            settings.version().orElse(unnamed),
            now.toString(),
            PRESET,
            settings.seed(),
            named,
            data.hash(),
            settings.gitCommit(),
            data.spec(),
            figures.named(),
            Comparison.NONE,
            Map.of());
    return new ModelPackage(
        folder, manifest, vocabulary, popularity(data, vocabulary), warmup(now));
  }

  /** Writes all other files, the manifest last. */
  public static ModelPackage finish(ModelPackage begun, Comparison comparison) throws IOException {
    return PackageFiles.write(
        begun.folder(),
        begun.manifest().withComparison(comparison),
        begun.vocabulary(),
        begun.popularity(),
        begun.warmup());
  }

  /** Item ids, most wanted first; those that training never saw come last. */
  static List<String> popularity(TrainingData data, Vocabulary vocabulary) {
    long[] days = Arrays.copyOf(data.shopperDays(), vocabulary.size());
    return IntStream.range(0, days.length)
        .boxed()
        .sorted(Comparator.comparingLong(i -> -days[i]))
        .limit(POPULAR)
        .map(i -> vocabulary.entry(i + 1).itemId())
        .toList();
  }

  /** Histories of three sizes from items drawn at random: nobody's, but each of known items. */
  private List<WarmupRequest> warmup(Instant now) {
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<WarmupRequest> requests = new ArrayList<>();
    for (int size : new int[] {1, 10, data.spec().window()}) {
      List<WarmupRequest.Step> steps = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int item = 1 + random.nextInt(vocabulary.size());
        List<KnownBehaviour> behaviours = data.spec().behaviours();
        steps.add(
            new WarmupRequest.Step(
                vocabulary.entry(item).itemId(),
                behaviours.get(random.nextInt(behaviours.size())).type(),
                now.minus(Duration.ofMinutes(size - i)).toEpochMilli()));
      }
      requests.add(new WarmupRequest(steps, Map.of("count", "10", "exclude", "seen")));
    }
    return requests;
  }
}
