package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.ItemDescription;
import dev.tidemark.features.Moment;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.model.Comparison;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.recommendation.LstmRecommender;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.request.Assortment;
import dev.tidemark.recommendation.request.Exclusions;
import dev.tidemark.recommendation.request.ItemFilter;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.request.Subject;
import dev.tidemark.recommendation.select.LiveCounts;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.FeatureTables;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.scoring.Unseen;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbCounterStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.ServedItems;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.ConsoleProgress;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.fit.Trainer;
import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Precision;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.network.graph.UnseenItems;
import dev.tidemark.training.network.lstm.SequenceReader;
import dev.tidemark.training.publish.PackageWriter;
import dev.tidemark.training.publish.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop in which everybody likes one of four kinds, a model that was trained on it, and items that
 * come in afterwards.
 */
class LaterItemsIT {
  /** Small, and many steps for the little data there is. */
  private static final Hyperparameters PARAMETERS =
      Hyperparameters.DEFAULT.with(
          Map.ofEntries(
              Map.entry("dimension", "16"),
              Map.entry("hidden", "16"),
              Map.entry("window", "8"),
              Map.entry("older", "0"),
              Map.entry("stride", "4"),
              Map.entry("batchPositions", "64"),
              Map.entry("warmup", "20"),
              Map.entry("learningRate", "0.003"),
              Map.entry("idDropout", "0.1"),
              Map.entry("inputDropout", "0.5"),
              Map.entry("dropout", "0.5"),
              Map.entry("averaging", "0.9"),
              Map.entry("patience", "15")));

  private static final Compute COMPUTE = new Compute(Device.CPU, 1, Precision.FP32);
  private static final int EPOCHS = 15;
  private static final long SEED = 3;
  private static final int KINDS = 4;
  private static final int ITEMS_OF_A_KIND = 20;
  private static final int SHOPPERS_OF_A_KIND = 30;
  private static final Instant FIRST = Instant.ofEpochSecond(1_600_000_000L);

  @TempDir private static Path folder;
  private static InteractionLog log;
  private static TrainingData data;
  private static Trainer trainer;
  private static Trainer.Outcome outcome;

  @BeforeAll
  static void train() throws IOException {
    log = new InteractionLog();
    trained().forEach(log::add);
    interactions().forEach(log::add);
    log.sortAsServed();
    data =
        new LogEncoder(log, Split.leaveOneOut(Optional.empty()))
            .encode(PARAMETERS.window(), PARAMETERS.older());
    trainer = new Trainer(data, PARAMETERS, false, COMPUTE, new ConsoleProgress(System.out, false));
    outcome = trainer.train(EPOCHS, SEED, Optional.empty());
  }

  @Test
  void shouldAnswerThemAsIfTheModelHadKnownThem() throws IOException {
    // Given: some of each kind, of which more or less is told
    List<Item> later = new ArrayList<>();
    for (int kind = 0; kind < KINDS; kind++) {
      Item whole = item("whole" + kind, kind, 5);
      later.add(whole);
      later.add(described("titled" + kind, whole.title(), "", List.of()));
      later.add(described("pictured" + kind, "", "", whole.vector()));
      later.add(described("placed" + kind, "", whole.category() + "|else", List.of(1f)));
    }
    ModelPackage before = write("before", ServedItems.of(log, data));
    InteractionLog listing = new InteractionLog();
    Stream.concat(trained(), later.stream()).forEach(listing::add);
    ModelPackage after = writeKnowing(later, ServedItems.of(listing, data));
    List<EncodedSequence> histories = histories(before.encoder());

    try (Scorer knowing = PackageScorer.load(after);
        PackageScorer scorer = PackageScorer.load(before)) {
      // When
      FeatureTables features = scorer.features().orElseThrow();
      List<float[]> vectors = new ArrayList<>();
      List<Integer> places = new ArrayList<>();
      for (Item item : later) {
        vectors.add(features.vector(ItemDescription.of(item)).orElseThrow());
        places.add(after.vocabulary().indexOf(item.itemId()).orElseThrow() - 1);
      }
      Scorer learning = scorer.with(vectors);

      // Then
      int met = before.vocabulary().size();
      for (EncodedSequence history : histories) {
        double[] expected = knowing.score(history).probabilities();
        double[] actual = learning.score(history).probabilities();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
          double wanted = expected[i < met ? i : places.get(i - met)];
          assertThat(actual[i]).isCloseTo(wanted, within(1e-4 * wanted + 1e-9));
        }
        assertThat(scorer.score(history).probabilities()).hasSize(met);
      }
    }
  }

  @Test
  void shouldRecommendThemToWhomTheyFitBeforeTheNextTraining() throws IOException {
    ModelPackage model = write("served", ServedItems.of(log, data));
    try (TestTables tables = new TestTables(SharedDynamoDb.get());
        PackageScorer scorer = PackageScorer.load(model)) {
      // Given: the shop's tables, and a function that has answered before
      Backoff patient = Backoff.ofTotal(Duration.ofSeconds(20));
      DynamoDbCatalogueStore catalogue =
          new DynamoDbCatalogueStore(
              tables.client(), tables.catalogue(), Clock.systemUTC(), patient);
      DynamoDbInteractionStore interactions =
          new DynamoDbInteractionStore(
              tables.client(), tables.interactions(), Clock.systemUTC(), Duration.ZERO, patient);
      catalogue.put(trained().map(ItemUpdate::all).toList());
      List<Interaction> done = interactions();
      for (int i = 0; i < done.size(); i += 500) {
        interactions.put(done.subList(i, Math.min(done.size(), i + 500)));
      }
      Instant[] now = {FIRST.plus(Duration.ofDays(1))};
      LstmRecommender recommender =
          new LstmRecommender(
              model,
              scorer,
              ShopData.of(
                  interactions,
                  catalogue,
                  new LiveCounts(
                      new DynamoDbCounterStore(
                          tables.client(), tables.counters(), patient, Lanes.one()),
                      () -> now[0])),
              () -> now[0]);
      int all = KINDS * ITEMS_OF_A_KIND;
      assertThat(recommended(recommender, 0, now[0])).hasSize(all);

      for (int kind = 0; kind < KINDS; kind++) {
        // When
        Item item = item("later" + kind, kind, 7);
        catalogue.put(List.of(ItemUpdate.all(item)));
        now[0] = now[0].plusSeconds(30);

        // Then: behind the items that shoppers of its kind take all the time, before all others
        for (int other = 0; other < KINDS; other++) {
          int place = recommended(recommender, other, now[0]).indexOf(item.itemId());
          if (other == kind) {
            assertThat(place).as("kind %d", kind).isBetween(0, ITEMS_OF_A_KIND + 2);
          } else {
            assertThat(place).as("kind %d to %d", kind, other).isGreaterThan(all / 2);
          }
        }

        // When it is switched off, then it is gone at once
        catalogue.put(List.of(ItemUpdate.all(inactive(item))));
        assertThat(recommended(recommender, kind, now[0]))
            .hasSize(all)
            .doesNotContain(item.itemId());
      }
    }
  }

  /** What the first shopper of a kind is recommended, all of it. */
  private static List<String> recommended(LstmRecommender recommender, int kind, Instant now) {
    return recommender
        .recommend(
            new RecommendationRequest(
                Subject.user("", List.of(shopper(kind, 0))),
                RecommendationRequest.MAX_COUNT,
                ItemFilter.ANY,
                Exclusions.NOTHING,
                Assortment.NONE,
                Moment.of(now.toEpochMilli()),
                false,
                false),
            () -> Integer.MAX_VALUE)
        .items()
        .stream()
        .map(RecommendedItem::itemId)
        .toList();
  }

  private static ModelPackage write(String name, ServedItems served) throws IOException {
    try (ScoringGraph graph = trainer.serving(served, outcome)) {
      return write(name, served, graph, trainer.servedBlend(served, outcome));
    }
  }

  /** A model among whose items are some that count what those do that come later. */
  private static ModelPackage writeKnowing(List<Item> later, ServedItems served)
      throws IOException {
    int items = served.vocabulary().size();
    Unseen each = trainer.servedFeatures(served, outcome).unseen().each(later.size());
    UnseenItems unseen = new UnseenItems(data.popularity(), items);
    float share = data.recent().latestUnseen(unseen.frequency());
    Map<String, float[]> weights = unseen.join(outcome.weights(), share);
    Counts counts = unseen.join(outcome.blend().counts(), share);
    for (Item item : later) {
      int place = served.vocabulary().indexOf(item.itemId()).orElseThrow() - 1;
      weights.get(SequenceReader.ITEM_BIAS)[place] = each.bias();
      weights.get(ScoringGraph.POPULARITY)[place] = each.recent();
      counts.demand().recent()[place] = each.recent();
      counts.demand().trend()[place] = each.trend();
      counts.demand().popularity()[place] = each.popularity();
    }
    try (ScoringGraph graph =
        new ScoringGraph(trainer.shape().withItems(items), served.features(), Device.CPU)) {
      graph.load(weights);
      return write("after", served, graph, new Blend(outcome.blend().shares(), counts));
    }
  }

  private static ModelPackage write(
      String name, ServedItems served, ScoringGraph graph, Blend blend) throws IOException {
    Path target = Files.createDirectory(folder.resolve(name));
    TrainingRun.Settings settings =
        new TrainingRun.Settings(
            PARAMETERS,
            COMPUTE,
            EPOCHS,
            SEED,
            Optional.of("v"),
            Optional.empty(),
            Instant.EPOCH,
            "unknown");
    ModelPackage begun =
        new PackageWriter(data, served.vocabulary(), settings)
            .begin(
                target,
                graph,
                trainer.servedFeatures(served, outcome),
                blend,
                new PackageWriter.Figures(List.of(), 1, 0, Map.of(), Map.of(), false));
    PackageWriter.finish(begun, Comparison.NONE);
    return PackageFiles.read(target);
  }

  private static List<EncodedSequence> histories(SequenceEncoder encoder) {
    return IntStream.range(0, KINDS)
        .mapToObj(
            kind ->
                encoder.encode(
                    encoder.history(
                        interactions().stream()
                            .filter(it -> it.user().equals(shopper(kind, 1)))
                            .toList()),
                    FIRST.plus(Duration.ofDays(2)).toEpochMilli()))
        .toList();
  }

  private static List<Interaction> interactions() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Interaction> interactions = new ArrayList<>();
    for (int shopper = 0; shopper < SHOPPERS_OF_A_KIND; shopper++) {
      for (int kind = 0; kind < KINDS; kind++) {
        for (int i = 0; i < 8; i++) {
          interactions.add(
              new Interaction(
                  shopper(kind, shopper),
                  "event" + i,
                  "item" + kind + "-" + random.nextInt(ITEMS_OF_A_KIND),
                  "view",
                  FIRST.plusSeconds(i * 3600L),
                  Double.NaN,
                  Double.NaN,
                  0,
                  Map.of()));
        }
      }
    }
    return interactions;
  }

  private static UserKey shopper(int kind, int number) {
    return new UserKey("shopper" + kind + "-" + number);
  }

  private static Stream<Item> trained() {
    return IntStream.range(0, KINDS * ITEMS_OF_A_KIND)
        .mapToObj(i -> item("item" + i % KINDS + "-" + i / KINDS, i % KINDS, i));
  }

  /** Titles, categories, prices and pictures of a kind are alike. */
  private static Item item(String id, int kind, int number) {
    List<Float> picture = new ArrayList<>(List.of(0f, 0f, 0f, 0f, .1f * (number % 7)));
    picture.set(kind, 1f);
    return new Item(
        id,
        List.of("red", "blue", "green", "white").get(kind) + " thing " + number,
        "SHOP/K" + kind,
        kind + 1,
        List.of(),
        picture,
        true);
  }

  private static Item described(String id, String title, String category, List<Float> vector) {
    return new Item(id, title, category, Double.NaN, List.of(), vector, true);
  }

  private static Item inactive(Item item) {
    return new Item(
        item.itemId(),
        item.title(),
        item.category(),
        item.price(),
        item.tags(),
        item.vector(),
        false);
  }
}
