package dev.tidemark.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One Lambda function of the template.
 *
 * @param codeUri the built folder, absolute
 * @param layers logical ids
 * @param environment declared variables; values may still hold intrinsics, see {@link LocalValues}
 */
public record FunctionDefinition(
    String id,
    Path codeUri,
    String handler,
    int memoryMb,
    Duration timeout,
    boolean snapStart,
    List<String> layers,
    Map<String, Object> environment,
    List<Route> routes) {

  public FunctionDefinition {
    layers = List.copyOf(layers);
    environment = Map.copyOf(environment);
    routes = List.copyOf(routes);
  }
}
