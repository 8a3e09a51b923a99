package dev.tidemark.local.up;

import dev.tidemark.local.gateway.HttpGateway;
import dev.tidemark.local.runtime.FunctionLaunch;
import dev.tidemark.local.runtime.LocalFunction;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.LocalValues;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Starts functions of the template and lets the gateway serve their routes. */
final class LocalFunctions {
  /** Long enough for invocations before, which may take all of their time. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Map<String, LocalFunction> started = new ConcurrentHashMap<>();
  private final Path runtimeClient;
  private final Path logs;
  private final HttpGateway gateway;
  private final Clock clock;
  private final Closeables closeables;

  LocalFunctions(
      Path runtimeClient, Path logs, HttpGateway gateway, Clock clock, Closeables closeables) {
    this.runtimeClient = runtimeClient;
    this.logs = logs;
    this.gateway = gateway;
    this.clock = clock;
    this.closeables = closeables;
  }

  /**
   * @throws dev.tidemark.local.runtime.FunctionException where one does not start
   */
  void start(List<FunctionDefinition> functions, LocalValues values) {
    // One after the other: AWS's runtime client writes its native library to one fixed path, and
    // two
    // that start at once crash each other.
    functions.forEach(definition -> start(definition, values));
  }

  private void start(FunctionDefinition definition, LocalValues values) {
    FunctionLaunch launch =
        new FunctionLaunch(
            definition.id(),
            definition.codeUri(),
            runtimeClient,
            definition.handler(),
            definition.memoryMb(),
            definition.timeout(),
            definition.snapStart(),
            values.environmentOf(definition),
            logs.resolve(definition.id() + ".log"));
    LocalFunction function = new LocalFunction(launch, clock);
    closeables.add(function::close);
    function.start();
    gateway.serve(definition.routes(), function::invoke);
    started.put(definition.id(), function);
  }

  /** Invokes a function that was started, without a route. */
  byte[] invoke(String id, byte[] event) {
    return started.get(id).invoke(event, PATIENCE);
  }
}
