package dev.tidemark.local.run;

import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.lambda.FunctionException;
import dev.tidemark.local.aws.lambda.FunctionLaunch;
import dev.tidemark.local.aws.lambda.LambdaApi;
import dev.tidemark.local.aws.lambda.LocalFunction;
import dev.tidemark.local.aws.lambda.MetricsApi;
import dev.tidemark.local.aws.lambda.VersionedFunction;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.LocalValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Starts functions of the template and lets the gateway serve their routes. */
final class LocalFunctions {
  /** The template's AutoPublishAlias. */
  private static final String ALIAS = "live";

  /** Long enough for invocations before, which may take all of their time. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Path runtimeClient;
  private final Path logs;
  private final HttpGateway gateway;
  private final Clock clock;
  private final Closeables closeables;
  private final MetricsApi metrics;
  private final Map<String, LocalFunction> running = new ConcurrentHashMap<>();

  LocalFunctions(
      Path runtimeClient, Path logs, HttpGateway gateway, Clock clock, Closeables closeables)
      throws IOException {
    this.runtimeClient = runtimeClient;
    this.logs = logs;
    this.gateway = gateway;
    this.clock = clock;
    this.closeables = closeables;
    this.metrics = MetricsApi.start();
    closeables.add(metrics::close);
  }

  /**
   * Starts functions; one that runs already is replaced once the new one is ready.
   *
   * @throws dev.tidemark.local.aws.lambda.FunctionException where one does not start
   */
  void start(List<FunctionDefinition> functions, LocalValues values) {
    // Side by side, since each waits for its own JVM most of the time.
    functions.parallelStream().forEach(definition -> start(definition, values));
  }

  private void start(FunctionDefinition definition, LocalValues values) {
    LocalFunction function =
        function(definition, values.environmentOf(definition), definition.id());
    closeables.add(function::close);
    function.start();
    gateway.serve(definition.routes(), function::invoke);
    LocalFunction former = running.put(definition.id(), function);
    if (former != null) {
      former.close();
    }
  }

  /** Invokes a function that was started, without a route. */
  byte[] invoke(String id, byte[] event) {
    return invoke(id, event, PATIENCE);
  }

  /**
   * Starts a function that is published in versions: its routes lead to its alias, and Lambda's
   * interface publishes others.
   *
   * @param file that keeps its versions
   * @throws FunctionException where the alias's version does not start
   */
  void startVersions(FunctionDefinition definition, LocalValues values, Path file) {
    VersionedFunction versions =
        new VersionedFunction(
            definition.id(),
            ALIAS,
            values.environmentOf(definition),
            (version, environment) ->
                function(definition, environment, definition.id() + "-" + version),
            new Random()::nextDouble,
            file);
    closeables.add(versions::close);
    versions.open();
    gateway.serve(definition.routes(), versions::invoke);
    gateway.control(LambdaApi.PATH, new LambdaApi(versions, this::invoke));
    metrics.serve(versions);
  }

  /** What promotion finds here instead of AWS; a try on a few shoppers is promoted, too. */
  Map<String, String> promotion() {
    return Map.of(
        "LAMBDA_ENDPOINT",
        "http://127.0.0.1:" + gateway.port(),
        "CLOUDWATCH_ENDPOINT",
        metrics.endpoint().toString(),
        "FEWEST_TEST_EVENTS",
        "1");
  }

  private LocalFunction function(
      FunctionDefinition definition, Map<String, String> environment, String log) {
    FunctionLaunch launch =
        new FunctionLaunch(
            definition.id(),
            definition.codeUri(),
            runtimeClient,
            definition.handler(),
            definition.memoryMb(),
            definition.timeout(),
            definition.snapStart(),
            environment,
            logs.resolve(log + ".log"));
    return new LocalFunction(launch, clock);
  }

  /**
   * @param id logical id of a started function
   * @throws dev.tidemark.local.aws.lambda.FunctionException where it fails
   */
  byte[] invoke(String id, byte[] payload, Duration patience) {
    LocalFunction function = running.get(id);
    if (function == null) {
      throw new FunctionException(id + " does not run");
    }
    return function.invoke(payload, patience);
  }
}
