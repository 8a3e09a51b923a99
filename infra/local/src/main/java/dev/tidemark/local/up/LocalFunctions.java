package dev.tidemark.local.up;

import dev.tidemark.local.gateway.HttpGateway;
import dev.tidemark.local.runtime.FunctionException;
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
  private final Path runtimeClient;
  private final Path logs;
  private final HttpGateway gateway;
  private final Clock clock;
  private final Closeables closeables;
  private final Map<String, LocalFunction> running = new ConcurrentHashMap<>();

  LocalFunctions(
      Path runtimeClient, Path logs, HttpGateway gateway, Clock clock, Closeables closeables) {
    this.runtimeClient = runtimeClient;
    this.logs = logs;
    this.gateway = gateway;
    this.clock = clock;
    this.closeables = closeables;
  }

  /**
   * Starts functions; one that runs already is replaced once the new one is ready.
   *
   * @throws dev.tidemark.local.runtime.FunctionException where one does not start
   */
  void start(List<FunctionDefinition> functions, LocalValues values) {
    for (FunctionDefinition definition : functions) {
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
      LocalFunction former = running.put(definition.id(), function);
      if (former != null) {
        former.close();
      }
    }
  }

  /**
   * @param id logical id of a started function
   * @throws dev.tidemark.local.runtime.FunctionException where it fails
   */
  byte[] invoke(String id, byte[] payload, Duration patience) {
    LocalFunction function = running.get(id);
    if (function == null) {
      throw new FunctionException(id + " does not run");
    }
    return function.invoke(payload, patience);
  }
}
