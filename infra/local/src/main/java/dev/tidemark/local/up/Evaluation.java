package dev.tidemark.local.up;

import dev.tidemark.local.shop.SimulatedShop;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the comparison with baselines, which is a program of the training job. */
public final class Evaluation {
  private static final String MAIN_CLASS = "dev.tidemark.training.EvaluateCommand";
  private static final List<String> COMPLETE = List.of("--data", "--help", "-h");

  private final Build build;
  private final Map<String, String> environment;
  private final Closeables closeables = new Closeables();

  /**
   * @param home folder of the built project
   * @param environment of this process
   */
  public Evaluation(Path home, Map<String, String> environment) {
    build = new Build(home);
    this.environment = Map.copyOf(environment);
  }

  /** Ends the program; may come from a shutdown hook at any time. */
  public void stop() {
    closeables.close();
  }

  /**
   * @param arguments are handed on; without {@code --data} a simulated shop is evaluated
   * @return the program's exit code
   */
  public int run(List<String> arguments) throws IOException, InterruptedException {
    Template template = TemplateReader.read(build.template());
    build.check(template);
    Map<String, String> libraries =
        Build.libraries(
            template, environment, System.getProperty("os.name"), System.getProperty("os.arch"));
    List<String> complete = new ArrayList<>(arguments);
    if (arguments.stream().noneMatch(Evaluation::isComplete)) {
      complete.addAll(List.of("--data", simulatedShop().toString()));
    }
    Process process =
        JobProcess.of(build.trainingJob(), libraries, MAIN_CLASS, complete).inheritIO().start();
    closeables.add(process::destroyForcibly);
    return process.waitFor();
  }

  private static boolean isComplete(String argument) {
    return COMPLETE.contains(argument) || argument.startsWith("--data=");
  }

  private Path simulatedShop() throws IOException {
    Path work = Files.createTempDirectory("tidemark-");
    closeables.add(
        () -> {
          try {
            Workspace.delete(work);
          } catch (IOException e) {
            throw new RunException("cannot clear " + work, e);
          }
        });
    Path folder = work.resolve("simulated-shop");
    new SimulatedShop(SimulatedShop.SHOPPERS, SimulatedShop.SEED).write(folder);
    return folder;
  }
}
