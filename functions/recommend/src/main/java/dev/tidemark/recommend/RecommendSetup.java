package dev.tidemark.recommend;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.OtherFormatException;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.UserKeySecret;
import dev.tidemark.store.files.ModelStore;
import dev.tidemark.store.files.ModelStores;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Puts the function together from its configuration. */
final class RecommendSetup {
  /** Short, since there is an answer without either read. */
  private static final Duration RETRIES = Duration.ofSeconds(1);

  private static final long MEBIBYTE = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(RecommendSetup.class);

  private final RecommendConfig config;
  private S3Client s3;

  RecommendSetup(RecommendConfig config) {
    this.config = config;
  }

  Serving serving() {
    LOG.info("heap limit: {} MiB", Runtime.getRuntime().maxMemory() / MEBIBYTE);
    Pseudonymiser users =
        new Pseudonymiser(UserKeySecret.read(config.userKeySecret(), this::secrets));
    ShopData data = data();
    ModelStore models = ModelStores.open(config.modelStore(), this::s3);
    try {
      return serving(
          new ModelLoader(models, ModelPackage::read, PackageScorer::load)
              .load(config.modelVersion()),
          data,
          users);
    } catch (OtherFormatException e) {
      LOG.warn("{}; until then answering what is popular", e.getMessage());
      return Serving.with(e, data, users);
    }
  }

  private static Serving serving(
      Optional<ModelLoader.LoadedModel> found, ShopData data, Pseudonymiser users) {
    return found
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

  ModelList models() {
    return new ModelList(
        ModelStores.open(config.modelStore(), this::s3),
        ModelStores.objects(config.modelStore(), this::s3));
  }

  private ShopData data() {
    DynamoDbClient client =
        config.dynamoDbEndpoint().map(AwsClients::dynamoDb).orElseGet(AwsClients::dynamoDb);
    Clock clock = Clock.systemUTC();
    Backoff backoff = Backoff.ofTotal(RETRIES);
    return ShopData.of(
        // Nothing is written here, so no retention is needed.
        new DynamoDbInteractionStore(
            client, config.interactionsTable(), clock, Duration.ZERO, backoff),
        new DynamoDbCatalogueStore(client, config.catalogueTable(), clock, backoff));
  }

  /** One client for all that is read, since each has a place in the snapshot. */
  private S3Client s3() {
    if (s3 == null) {
      s3 = config.s3Endpoint().map(AwsClients::s3).orElseGet(AwsClients::s3);
    }
    return s3;
  }

  private SecretsManagerClient secrets() {
    return config
        .secretsEndpoint()
        .map(AwsClients::secretsManager)
        .orElseGet(AwsClients::secretsManager);
  }
}
