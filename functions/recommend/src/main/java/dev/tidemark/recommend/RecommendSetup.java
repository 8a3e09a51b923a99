package dev.tidemark.recommend;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.recommend.ModelLoader.LoadedModel;
import dev.tidemark.recommend.ServedModels.Choice;
import dev.tidemark.recommendation.select.LiveCounts;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.NewRole;
import dev.tidemark.store.UserKeySecret;
import dev.tidemark.store.files.Folders;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbCounterStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.Lanes;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts the function together from its configuration. */
final class RecommendSetup {
  /** Short, since there is an answer without either read. */
  private static final Duration RETRIES = Duration.ofSeconds(1);

  private static final Duration COUNTS_CALL = Duration.ofSeconds(1);
  private static final long MEBIBYTE = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(RecommendSetup.class);

  private final RecommendConfig config;

  /** One for all that is read, since its client has a place in the snapshot. */
  private final ModelRegistry registry;

  RecommendSetup(RecommendConfig config) {
    this.config = config;
    registry =
        new ModelRegistry(
            Folders.store(
                "model store", config.modelStore(), () -> AwsClients.s3(config.s3Endpoint())));
  }

  Serving serving() {
    LOG.info("heap limit: {} MiB", Runtime.getRuntime().maxMemory() / MEBIBYTE);
    Pseudonymiser users =
        new Pseudonymiser(
            UserKeySecret.read(
                config.userKeySecret(), () -> AwsClients.secretsManager(config.secretsEndpoint())));
    ShopData data = data();
    ModelLoader loader = new ModelLoader(registry, PackageFiles::read, PackageScorer::load);
    ServedModels models = new ServedModels(registry, loader);
    Choice choice = NewRole.patiently(() -> models.choose(config.modelVersion()));
    if (choice.model().isPresent()) {
      LOG.info("model: {}", choice.model().get().model().manifest().version());
      Serving champion = serving(choice.model().get(), data, users);
      return models.beside(config.experiment()).map(it -> split(champion, it)).orElse(champion);
    }
    if (choice.popular().isPresent()) {
      return Serving.popular(choice.popular().get(), data, users, InstantSource.system());
    }
    LOG.info("model: none, answering the newest items");
    return Serving.withoutModel(data, users, InstantSource.system());
  }

  private Serving split(Serving champion, LoadedModel second) {
    LOG.info("beside it: {}", second.model().manifest().version());
    return champion.beside(serving(second, champion.data(), champion.users()), config.experiment());
  }

  private static Serving serving(LoadedModel loaded, ShopData data, Pseudonymiser users) {
    return Serving.with(loaded, data, users, InstantSource.system());
  }

  ModelList models() {
    return new ModelList(registry);
  }

  /** The tables, with the timeouts of a function that answers without them, too. */
  ShopData data() {
    DynamoDbClient client = AwsClients.dynamoDb(config.dynamoDbEndpoint());
    Clock clock = Clock.systemUTC();
    Backoff backoff = Backoff.ofTotal(RETRIES);
    return ShopData.of(
        // Nothing is written here, so no retention is needed.
        new DynamoDbInteractionStore(
            client, config.interactionsTable(), clock, Duration.ZERO, backoff),
        new DynamoDbCatalogueStore(client, config.catalogueTable(), clock, backoff),
        counts(clock));
  }

  /** With a client of its own, which waits for less: nobody misses what is popular at once. */
  private LiveCounts counts(Clock clock) {
    DynamoDbClient client =
        AwsClients.of(
            AwsClients.dynamoDbBuilder(), config.dynamoDbEndpoint(), COUNTS_CALL, COUNTS_CALL);
    return new LiveCounts(
        new DynamoDbCounterStore(
            client, config.countersTable(), Backoff.ofTotal(RETRIES), Lanes.several()),
        clock);
  }
}
