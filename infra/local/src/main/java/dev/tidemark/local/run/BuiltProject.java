package dev.tidemark.local.run;

import dev.tidemark.local.UsageException;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The built project that a run takes its parts from. */
public record BuiltProject(Path home) {
  private static final String LIBRARIES = "TENSORFLOW_LIBRARY_PATH";

  /** A template with an image trains; here the built job stands for it. */
  private static final Map<String, String> PARAMETERS = Map.of("TrainingImage", "local");

  public Path template() {
    return home.resolve("template.yaml");
  }

  /** The template with all that it can deploy. */
  public Template read() {
    return TemplateReader.read(template(), PARAMETERS);
  }

  public Path runtimeClient() {
    return home.resolve("infra/local/target/runtime-client");
  }

  public Path trainingJob() {
    return home.resolve("infra/training/target/job");
  }

  /**
   * Programs that the training job never calls.
   *
   * @throws UsageException where they are not built
   */
  public Path lab() {
    Path lab = home.resolve("infra/lab/target/lab");
    require(List.of(lab));
    return lab;
  }

  /** The page, as it is served. */
  Path console() {
    return home.resolve("infra/console/target/console");
  }

  /** Of the training image; its context is the training job's module. */
  public Path trainingDockerfile() {
    return home.resolve("infra/training/Dockerfile");
  }

  /**
   * @throws UsageException naming all that is not built
   */
  public void check(Template template) {
    List<Path> needed = new ArrayList<>(List.of(runtimeClient(), trainingJob(), console()));
    template.functions().forEach(function -> needed.add(function.codeUri()));
    needed.addAll(template.layers().values());
    require(needed);
  }

  private static void require(List<Path> needed) {
    List<Path> missing = needed.stream().filter(Files::notExists).toList();
    if (!missing.isEmpty()) {
      throw new UsageException("not built: " + missing + "; run mvn -DskipTests package");
    }
  }

  /**
   * Where TensorFlow's native libraries are: the user's choice, else what the module of the
   * template's layer unpacked beside it, which is for Linux on x86-64 only.
   *
   * @throws UsageException on any other platform without a choice
   */
  public static Map<String, String> libraries(Template template, Map<String, String> environment) {
    return libraries(
        template, environment, System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Map<String, String> libraries(
      Template template, Map<String, String> environment, String system, String architecture) {
    String own = environment.getOrDefault(LIBRARIES, "");
    if (!own.isBlank()) {
      return Map.of(LIBRARIES, own);
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (!name.equals("linux") || !List.of("amd64", "x86_64").contains(architecture)) {
      throw new UsageException(
          system
              + " on "
              + architecture
              + " is not supported: the project holds TensorFlow for Linux on x86_64; set "
              + LIBRARIES
              + " to a folder with libraries for this platform");
    }
    return template.layers().values().stream()
        .map(layer -> layer.resolveSibling("native"))
        .filter(Files::isDirectory)
        .findFirst()
        .map(folder -> Map.of(LIBRARIES, folder.toString()))
        .orElseThrow(
            () -> new UsageException("no layer of the template is built; run mvn package"));
  }
}
