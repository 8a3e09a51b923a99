package dev.tidemark.lab.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.Moment;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.recommendation.LstmRecommender;
import dev.tidemark.recommendation.request.Assortment;
import dev.tidemark.recommendation.request.Exclusions;
import dev.tidemark.recommendation.request.ItemFilter;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.request.Subject;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.training.Parent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/** Measures the answers of one model, in a process of its own that is set up as the function is. */
final class ScoringMeasurement {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COUNT = 10;
  private static final double PERCENTILE = 0.99;

  /**
   * How much is measured.
   *
   * @param requests without reasons
   * @param withReasons requests with reasons
   */
  record Pace(int requests, int withReasons) {
    private static final int MOST = 1500;
    private static final int LEAST = 150;
    private static final int LESS_OF_REASONS = 5;

    /** Fewer where each takes longer. */
    static Pace of(int items) {
      int requests = Math.max(LEAST, Math.min(MOST, 40_000_000 / items));
      return new Pace(requests, requests / LESS_OF_REASONS);
    }
  }

  /**
   * Figures of one length of history.
   *
   * @param history interactions of each shopper
   * @param p50Millis of a whole request on tables in memory, its answer's JSON included
   * @param modelP50Millis of the model's call alone
   * @param explainP50Millis of a request with reasons
   * @param floorMillis that reading the LSTM's weights for each position and the table of items
   *     once takes on this machine
   * @param bytesPerRequest that the Java heap gives to it
   */
  record Figures(
      int history,
      double p50Millis,
      double p99Millis,
      double modelP50Millis,
      double modelP99Millis,
      double floorMillis,
      double explainP50Millis,
      double explainP99Millis,
      long bytesPerRequest) {}

  /**
   * What a process measured.
   *
   * @param loadMillis from the package's files to the first answer
   * @param growth of the resident memory over all requests that were measured, a share
   */
  record Result(
      int items,
      double loadMillis,
      double peakMemoryMiB,
      double growth,
      List<Figures> figures,
      Endurance endurance) {}

  /** One line of the report. */
  record Line(int items, @JsonUnwrapped Figures figures) {}

  private final ModelPackage model;
  private final PackageScorer scorer;
  private final Pace pace;
  private final Instant now;
  private final ReadingSpeed reading = new ReadingSpeed();

  private ScoringMeasurement(ModelPackage model, PackageScorer scorer, Pace pace, Instant now) {
    this.model = model;
    this.scorer = scorer;
    this.pace = pace;
    this.now = now;
  }

  /**
   * @param arguments folder for the package, number of items, the pace as JSON, lengths of history,
   *     calls of the model over which memory is watched
   */
  public static void main(String[] arguments) throws IOException {
    Parent.endWith(System.getenv());
    int items = Integer.parseInt(arguments[1]);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    ModelPackage model =
        new MadeUpModel(MadeUpShop.vocabulary(items)).write(Path.of(arguments[0]), now);
    System.gc(); // What made the model up is not the function's.
    long begin = System.nanoTime();
    try (PackageScorer scorer = PackageScorer.load(model)) {
      ScoringMeasurement measurement =
          new ScoringMeasurement(model, scorer, JSON.readValue(arguments[2], Pace.class), now);
      double loadMillis = (System.nanoTime() - begin) / 1e6;
      List<Figures> figures = new ArrayList<>();
      int[] histories = JSON.readValue(arguments[3], int[].class);
      measurement.figures(histories[histories.length - 1]);
      double before = ProcessMemory.residentMiB();
      for (int history : histories) {
        figures.add(measurement.figures(history));
      }
      double growth = ProcessMemory.residentMiB() / before - 1;
      Endurance endurance =
          Endurance.of(scorer, measurement.sequences(histories[0]), Integer.parseInt(arguments[4]));
      System.out.println(
          JSON.writeValueAsString(
              new Result(items, loadMillis, ProcessMemory.peakMiB(), growth, figures, endurance)));
    }
  }

  private Figures figures(int history) {
    MadeUpShop shop = new MadeUpShop(model.vocabulary(), history, now);
    LstmRecommender recommender = new LstmRecommender(model, scorer, shop, InstantSource.system());
    double[] whole = times(pace.requests(), i -> answer(recommender, i, false));
    long allocated = ProcessMemory.allocatedBytes();
    answer(recommender, 0, false);
    long bytes = ProcessMemory.allocatedBytes() - allocated;
    List<EncodedSequence> sequences = sequences(history);
    double[] call = times(pace.requests(), i -> scorer.score(sequences.get(i % sequences.size())));
    double[] explained = times(pace.withReasons(), i -> answer(recommender, i, true));
    return new Figures(
        history,
        percentile(whole, 0.5),
        percentile(whole, PERCENTILE),
        percentile(call, 0.5),
        percentile(call, PERCENTILE),
        floorMillis(history),
        percentile(explained, 0.5),
        percentile(explained, PERCENTILE),
        bytes);
  }

  private double floorMillis(int history) {
    int positions = Math.min(history + 1, model.manifest().features().window());
    return positions * reading.millis(MadeUpModel.lstmWeights())
        + reading.millis(MadeUpModel.compared(model.vocabulary().size()));
  }

  /** Histories of different shoppers. */
  private List<EncodedSequence> sequences(int history) {
    MadeUpShop shop = new MadeUpShop(model.vocabulary(), history, now);
    SequenceEncoder encoder = model.encoder();
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < pace.requests(); i++) {
      List<Interaction> oldestFirst = new ArrayList<>(shop.newest(user(i), history));
      Collections.reverse(oldestFirst);
      sequences.add(encoder.encode(encoder.history(oldestFirst), Moment.of(now.toEpochMilli())));
    }
    return sequences;
  }

  private void answer(LstmRecommender recommender, int user, boolean explain) {
    RecommendationRequest request =
        new RecommendationRequest(
            Subject.user("", List.of(user(user))),
            COUNT,
            ItemFilter.ANY,
            Exclusions.NOTHING,
            Assortment.NONE,
            Moment.of(now.toEpochMilli()),
            false,
            explain);
    try {
      JSON.writeValueAsBytes(recommender.recommend(request, () -> Integer.MAX_VALUE));
    } catch (IOException e) {
      throw new IllegalStateException("an answer is no JSON", e);
    }
  }

  private static UserKey user(int i) {
    return new UserKey("shopper" + i);
  }

  /** Milliseconds of each request, sorted; as many were answered before. */
  private static double[] times(int count, IntConsumer request) {
    for (int i = 0; i < count; i++) {
      request.accept(i);
    }
    double[] millis = new double[count];
    for (int i = 0; i < millis.length; i++) {
      long begin = System.nanoTime();
      request.accept(i);
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))];
  }
}
