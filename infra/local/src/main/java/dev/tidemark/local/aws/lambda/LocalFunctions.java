package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.StandIn;
import dev.tidemark.local.aws.TaskArguments;
import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.Template;
import dev.tidemark.model.ModelVariables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Lambda: starts functions of the template and lets the gateway serve their routes. */
public final class LocalFunctions implements StandIn {
  /** The variable of the function that is published in versions. */
  public static final String MODEL_VERSION = ModelVariables.MODEL;

  private static final String INVOKE = "arn:aws:states:::lambda:invoke";

  /** The template's AutoPublishAlias. */
  private static final String ALIAS = "live";

  /** Long enough for invocations before, which may take all of their time. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Path runtimeClient;
  private final Path tmp;
  private final Path logs;
  private final HttpGateway gateway;
  private final Host host;
  private final AwsServer metrics;
  private final Map<String, LocalFunction> running = new ConcurrentHashMap<>();

  /**
   * @param runtimeClient folder with the jars of AWS's Runtime Interface Client
   * @param tmp stands for {@code /tmp}
   */
  public LocalFunctions(Path runtimeClient, Path tmp, Path logs, HttpGateway gateway, Host host)
      throws IOException {
    this.runtimeClient = runtimeClient;
    this.tmp = tmp;
    this.logs = logs;
    this.gateway = gateway;
    this.host = host;
    // On a port of its own: AWS's client drops a path in the endpoint.
    this.metrics = AwsServer.start("metrics", 0);
    host.closeables().add(metrics::close);
  }

  /** What promotion finds here instead of AWS; a try on a few shoppers is promoted, too. */
  @Override
  public Map<String, String> environment() {
    return Map.of(
        "LAMBDA_ENDPOINT",
        "http://127.0.0.1:" + gateway.port(),
        "CLOUDWATCH_ENDPOINT",
        metrics.endpoint().toString(),
        "FEWEST_TEST_EVENTS",
        "1");
  }

  @Override
  public Map<String, TaskResource> tasks() {
    return Map.of(INVOKE, this::task);
  }

  private Object task(TaskArguments arguments) {
    String arn = arguments.text("FunctionName");
    Object payload = arguments.value("Payload");
    arguments.refuseRest();
    byte[] answer =
        invoke(arn.substring(arn.lastIndexOf(':') + 1), LocalJson.bytes(payload), PATIENCE);
    try {
      return Map.of("StatusCode", 200, "Payload", LocalJson.MAPPER.readValue(answer, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException(arn + " did not answer with JSON", e);
    }
  }

  /**
   * Starts all functions, the one that recommends in versions.
   *
   * @param versions file that keeps them
   * @throws FunctionException where one does not start
   */
  public void start(Template template, LocalValues values, VersionsFile versions) {
    List<FunctionDefinition> others = new ArrayList<>(template.functions());
    List<FunctionDefinition> scoring = template.declaring(MODEL_VERSION);
    others.removeAll(scoring);
    start(others, values);
    startVersions(scoring.get(0), values, versions);
  }

  /**
   * Starts functions; one that runs already is replaced once the new one is ready.
   *
   * @throws FunctionException where one does not start
   */
  public void start(List<FunctionDefinition> functions, LocalValues values) {
    // Side by side, since each waits for its own JVM most of the time.
    functions.parallelStream().forEach(definition -> start(definition, values));
  }

  private void start(FunctionDefinition definition, LocalValues values) {
    LocalFunction function =
        function(definition, values.environmentOf(definition), definition.id());
    host.closeables().add(function::close);
    function.start();
    gateway.serve(definition.routes(), function::invoke);
    LocalFunction former = running.put(definition.id(), function);
    if (former != null) {
      former.close();
    }
  }

  /** Its routes lead to its alias, and Lambda's interface publishes others. */
  private void startVersions(FunctionDefinition definition, LocalValues values, VersionsFile file) {
    VersionedFunction versions =
        new VersionedFunction(
            definition.id(),
            ALIAS,
            values.environmentOf(definition),
            (version, environment) ->
                function(definition, environment, definition.id() + "-" + version),
            new Random()::nextDouble,
            file);
    host.closeables().add(versions::close);
    versions.open();
    gateway.serve(definition.routes(), versions::invoke);
    gateway.control(
        LambdaApi.PATH, host.secret(), AwsServer.handler(new LambdaApi(versions, this::invoke)));
    metrics.control("/", host.secret(), new MetricsApi(versions));
  }

  private LocalFunction function(
      FunctionDefinition definition, Map<String, String> environment, String log) {
    Map<String, String> own = new HashMap<>(environment);
    own.putAll(LocalAccount.session(host.secret()));
    Path file = logs.resolve(log + ".log");
    return new LocalFunction(
        new FunctionLaunch(definition, runtimeClient, List.of(), own, tmp, file), host);
  }

  /**
   * The process of a started function, another one after a restart; empty while there is none.
   *
   * @param id logical id
   */
  public Optional<ProcessHandle> process(String id) {
    return running.get(id).process();
  }

  /** Invokes a function that was started, without a route. */
  public byte[] invoke(String id, byte[] event) {
    return invoke(id, event, PATIENCE);
  }

  /**
   * @param id logical id of a started function
   * @throws FunctionException where it fails
   */
  private byte[] invoke(String id, byte[] payload, Duration patience) {
    LocalFunction function = running.get(id);
    if (function == null) {
      throw new FunctionException(id + " does not run");
    }
    return function.invoke(payload, patience);
  }
}
