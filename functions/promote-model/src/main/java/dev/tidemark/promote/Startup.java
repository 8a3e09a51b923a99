package dev.tidemark.promote;

import dev.tidemark.promote.aws.Clients;
import dev.tidemark.promote.aws.CloudWatchCanaryMetrics;
import dev.tidemark.promote.aws.LambdaServingFunction;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.files.ModelObjects;
import dev.tidemark.store.files.ModelStores;
import java.time.InstantSource;

/** Puts the function together from its configuration. */
final class Startup {
  private static final long MEGABYTE = 1_000_000;

  private Startup() {}

  static Promotion open(PromoteConfig config) {
    ModelObjects objects =
        ModelStores.objects(
            config.modelStore(),
            () -> config.s3Endpoint().map(AwsClients::s3).orElseGet(AwsClients::s3));
    InstantSource clock = InstantSource.system();
    ModelRegistry registry = new ModelRegistry(objects);
    return new Promotion(
        new LambdaServingFunction(
            Clients.lambda(config.lambdaEndpoint()), config.function(), config.alias()),
        new CloudWatchCanaryMetrics(
            Clients.cloudWatch(config.cloudWatchEndpoint()),
            config.function(),
            config.alias(),
            clock),
        registry,
        new Admission(
            registry,
            new QualityGate(config.fewestEvents()),
            new PackageCheck(objects, config.mostMegabytes() * MEGABYTE),
            clock),
        clock);
  }
}
