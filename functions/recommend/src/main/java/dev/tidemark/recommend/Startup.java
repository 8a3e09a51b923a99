package dev.tidemark.recommend;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.scoring.TensorFlowScorer;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.UserKeySecret;
import dev.tidemark.store.files.Folders;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Puts the function together from its configuration. */
final class Startup {
  /** Short, since there is an answer without either read. */
  private static final Duration RETRIES = Duration.ofSeconds(1);

  private static final long MEBIBYTE = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  private Startup() {}

  static Serving open(RecommendConfig config) {
    LOG.info("heap limit: {} MiB", Runtime.getRuntime().maxMemory() / MEBIBYTE);
    Pseudonymiser users =
        new Pseudonymiser(UserKeySecret.read(config.userKeySecret(), () -> secrets(config)));
    ShopData data = data(config);
    return new ModelLoader(registry(config), ModelPackage::read, TensorFlowScorer::load)
        .load(config.modelVersion())
        .map(
            loaded -> {
              LOG.info("model: {}", loaded.model().manifest().version());
              return Serving.with(
                  loaded.model(), loaded.scorer(), data, users, InstantSource.system());
            })
        .orElseGet(
            () -> {
              LOG.info("model: none, answering the newest items");
              return Serving.withoutModel(data, users);
            });
  }

  static ModelList models(RecommendConfig config) {
    return new ModelList(registry(config));
  }

  private static ShopData data(RecommendConfig config) {
    DynamoDbClient client = AwsClients.dynamoDb(config.dynamoDbEndpoint());
    Clock clock = Clock.systemUTC();
    Backoff backoff = Backoff.ofTotal(RETRIES);
    return ShopData.of(
        // Nothing is written here, so no retention is needed.
        new DynamoDbInteractionStore(
            client, config.interactionsTable(), clock, Duration.ZERO, backoff),
        new DynamoDbCatalogueStore(client, config.catalogueTable(), clock, backoff));
  }

  private static ModelRegistry registry(RecommendConfig config) {
    return new ModelRegistry(
        Folders.store(
            "model store", config.modelStore(), () -> AwsClients.s3(config.s3Endpoint())));
  }

  private static SecretsManagerClient secrets(RecommendConfig config) {
    return AwsClients.secretsManager(config.secretsEndpoint());
  }
}
