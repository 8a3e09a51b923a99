package dev.tidemark.local.run;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.aws.batch.JobProcess;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs programs of the laboratory that talk to the user themselves. */
public final class JobProgram {
  private static final String TERMINAL = "TIDEMARK_TERMINAL";

  private final BuiltProject build;
  private final boolean terminal;
  private final Map<String, String> environment;
  private final Closeables closeables = new Closeables();

  /**
   * @param home folder of the built project
   * @param terminal whether output goes to a terminal
   * @param environment of this process
   */
  public JobProgram(Path home, boolean terminal, Map<String, String> environment) {
    build = new BuiltProject(home);
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  /** Ends the program; may come from a shutdown hook at any time. */
  public void stop() {
    closeables.close();
  }

  /**
   * @return the program's exit code
   */
  public int run(String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    Template template = TemplateReader.read(build.template());
    build.check(template);
    Map<String, String> libraries =
        BuiltProject.libraries(
            template, environment, System.getProperty("os.name"), System.getProperty("os.arch"));
    ProcessBuilder builder =
        JobProcess.of(build.lab(), libraries, mainClass, arguments).inheritIO();
    builder.environment().put(TERMINAL, Boolean.toString(terminal));
    Process process = builder.start();
    closeables.add(process::destroyForcibly);
    return process.waitFor();
  }
}
