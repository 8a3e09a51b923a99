package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.Template;
import java.nio.file.Path;
import java.util.List;
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
  private static final String TEMPORARY = "/tmp";

  /** Variables of the template that name folders below {@code /tmp}. */
  private static final List<String> NAMING_TMP = List.of(JAVA_OPTIONS, "DJL_CACHE_DIR");

  /**
   * @param environment the function's variables
   * @param tmp stands in for {@code /tmp}
   * @param javaOptions after those of the template, which they win over
   */
  public FunctionLaunch in(Map<String, String> environment, Path tmp, String javaOptions) {
    Map<String, String> own = new TreeMap<>(environment);
    // What the local run gives in the layer's place.
    own.put("TENSORFLOW_LIBRARY_PATH", "");
    NAMING_TMP.forEach(
        name -> own.computeIfPresent(name, (n, v) -> v.replace(TEMPORARY, tmp.toString())));
    own.merge(JAVA_OPTIONS, "-Djava.io.tmpdir=" + tmp + " " + javaOptions, (a, b) -> a + " " + b);
    Path log = tmp.resolveSibling(tmp.getFileName() + ".log");
    return new FunctionLaunch(function, runtimeClient, template.layersOf(function), own, log);
  }
}
