package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.Template;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Launches a function from exactly what would be uploaded: its task folder and its layers, with the
 * template's variables and a {@code /tmp} of its own.
 *
 * @param runtimeClient folder with the jars of AWS's Runtime Interface Client
 */
public record PackagedLaunch(Template template, FunctionDefinition function, Path runtimeClient) {
  private static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";

  /**
   * @param environment the function's variables
   * @param tmp stands in for {@code /tmp}
   * @param javaOptions after those of the template, which they win over
   */
  public FunctionLaunch in(Map<String, String> environment, Path tmp, String javaOptions) {
    Map<String, String> own = new TreeMap<>(environment);
    // What the local run gives in the layer's place.
    own.put("TENSORFLOW_LIBRARY_PATH", "");
    own.merge(JAVA_OPTIONS, javaOptions, (a, b) -> a + " " + b);
    Path log = tmp.resolveSibling(tmp.getFileName() + ".log");
    return new FunctionLaunch(function, runtimeClient, template.layersOf(function), own, tmp, log);
  }
}
