package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.local.aws.lambda.FunctionLaunch;
import dev.tidemark.local.aws.lambda.FunctionProcess;
import dev.tidemark.local.aws.lambda.PackagedLaunch;
import dev.tidemark.local.bench.RecommendationEvent;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.Template;
import dev.tidemark.model.ModelBudget;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The scoring function from its task folder and its layer, held to what Lambda grants it. */
record PackagedLayer(
    Template template, FunctionDefinition function, Path runtimeClient, Path folder) {
  private static final int REQUESTS = 1000;
  private static final long NATIVES = 400_000_000;
  private static final long MEBIBYTE = 1 << 20;
  private static final String EARLY = "EARLY";
  private static final String LATE = "LATE";

  /** Java keeps an idle connection for 5 seconds; a real snapshot is always older. */
  private static final Duration PAUSE = Duration.ofMillis(5500);

  /**
   * @param environment of the function as deployed
   * @param tables where DynamoDB answers
   * @param model folder of the package that the function serves
   * @param user who is asked for
   */
  void shouldTrustNothingOfBeforeTheSnapshotAndStayWithinLambdasLimits(
      Map<String, String> environment, URI tables, Path model, String user) throws IOException {
    Path tmp = Files.createDirectories(folder.resolve("restored"));
    String token = environment.get("AWS_SESSION_TOKEN");
    AtomicReference<List<String>> readers = new AtomicReference<>(List.of());
    AtomicLong written = new AtomicLong();
    try (Relay relay = new Relay(tables);
        TaskCredentials credentials = new TaskCredentials(EARLY, token, Duration.ofSeconds(2))) {
      Map<String, String> behindRelay = new HashMap<>(credentials.in(environment));
      behindRelay.put("DYNAMODB_ENDPOINT", relay.endpoint().toString());
      FunctionLaunch launch =
          new PackagedLaunch(template, function, runtimeClient).in(behindRelay, tmp, "");

      try (FunctionProcess process =
          FunctionProcess.launch(
              launch,
              Clock.systemUTC(),
              () -> {
                readers.set(relay.accessKeys());
                written.set(ModelBudget.sizeOf(tmp));
                moveOn(relay, credentials);
              })) {
        process.awaitReady();
        byte[] event = RecommendationEvent.of(user);
        for (int i = 0; i < REQUESTS; i++) {
          RecommendationEvent.check(process.invoke(event));
        }
        assertThat(process.peakMemory()).isLessThan(function.memoryMb() * MEBIBYTE * 9 / 10);
      }
      assertThat(readers.get()).as("before the snapshot").isNotEmpty().containsOnly(EARLY);
      assertThat(relay.accessKeys()).isNotEmpty().containsOnly(LATE);
    }
    shouldFitIntoTmp(tmp, written.get(), model);
  }

  private void shouldFitIntoTmp(Path tmp, long written, Path model) throws IOException {
    ModelBudget budget = ModelBudget.ofLambda(function.memoryMb());
    assertThat(written).as("extracted before the snapshot").isGreaterThan(NATIVES);
    assumeTrue(
        Files.exists(template.layersOf(function).get(0).resolveSibling("stripped")),
        "/tmp was not looked at: the layer is not stripped, binutils is not installed");
    // At the snapshot the model's files are gone already, so its size comes on top.
    assertThat(written).isLessThan(budget.nativeBytes() + budget.spareBytes());
    assertThat(ModelBudget.sizeOf(tmp)).isLessThan(budget.nativeBytes() + budget.spareBytes());
    assertThat(budget.refusal(ModelBudget.sizes(model))).isEmpty();
  }

  private static void moveOn(Relay relay, TaskCredentials credentials) {
    relay.freeze();
    credentials.change(LATE);
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
