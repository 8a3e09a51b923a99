package dev.tidemark.local.run;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.aws.batch.JobProcess;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs programs of the laboratory that talk to the user themselves.
 *
 * @param home folder of the built project
 * @param terminal whether output goes to a terminal
 * @param environment of this process
 */
public record JobProgram(Path home, boolean terminal, Map<String, String> environment) {
  private static final String TERMINAL = "TIDEMARK_TERMINAL";

  public JobProgram {
    environment = Map.copyOf(environment);
  }

  /**
   * Runs to the end; the end of this process ends the program, too.
   *
   * @return the program's exit code
   */
  public int run(String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    BuiltProject build = new BuiltProject(home);
    Template template = TemplateReader.read(build.template());
    build.check(template);
    Map<String, String> libraries =
        BuiltProject.libraries(
            template, environment, System.getProperty("os.name"), System.getProperty("os.arch"));
    ProcessBuilder builder =
        JobProcess.of(build.lab(), libraries, mainClass, arguments).inheritIO();
    builder.environment().put(TERMINAL, Boolean.toString(terminal));
    Closeables closeables = new Closeables();
    Runtime.getRuntime().addShutdownHook(new Thread(closeables::close, "stop"));
    Process process = builder.start();
    closeables.add(process::destroyForcibly);
    return process.waitFor();
  }
}
