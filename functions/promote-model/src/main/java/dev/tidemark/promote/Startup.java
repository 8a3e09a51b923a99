package dev.tidemark.promote;

import dev.tidemark.model.ModelRegistry;
import dev.tidemark.promote.aws.CloudWatchCanaryMetrics;
import dev.tidemark.promote.aws.LambdaServingFunction;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.files.Folders;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Puts the function together from its configuration. */
final class Startup {
  private static final long MEGABYTE = 1_000_000;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** A warm-up request may have to wait for a restored function. */
  private static final Duration READ = Duration.ofSeconds(40);

  private Startup() {}

  static Promotion open(PromoteConfig config) {
    ModelRegistry registry =
        new ModelRegistry(
            Folders.store(
                "model store", config.modelStore(), () -> AwsClients.s3(config.s3Endpoint())));
    InstantSource clock = InstantSource.system();
    return new Promotion(
        new LambdaServingFunction(
            AwsClients.of(LambdaClient.builder(), config.lambdaEndpoint(), CONNECT, READ),
            config.function(),
            config.alias()),
        new CloudWatchCanaryMetrics(
            AwsClients.of(CloudWatchClient.builder(), config.cloudWatchEndpoint(), CONNECT, READ),
            config.function(),
            config.alias(),
            clock),
        registry,
        new Admission(
            registry,
            new QualityGate(config.fewestEvents()),
            new PackageCheck(registry, config.mostMegabytes() * MEGABYTE),
            clock),
        clock);
  }
}
