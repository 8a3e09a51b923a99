package dev.tidemark.local.run;

import dev.tidemark.local.LocalFiles;
import dev.tidemark.local.RunException;
import dev.tidemark.local.shop.SimulatedShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the comparison with baselines, which is a program of the training job. */
public final class EvaluationProgram {
  private static final String MAIN_CLASS = "dev.tidemark.lab.evaluate.EvaluateCommand";
  private static final List<String> COMPLETE = List.of("--data", "--help", "-h");

  private final JobProgram program;

  public EvaluationProgram(JobProgram program) {
    this.program = program;
  }

  /**
   * @param arguments are handed on; without {@code --data} a simulated shop is evaluated
   * @return the program's exit code
   */
  public int run(List<String> arguments) throws IOException, InterruptedException {
    List<String> complete = new ArrayList<>(arguments);
    if (arguments.stream().noneMatch(EvaluationProgram::isComplete)) {
      complete.addAll(List.of("--data", simulatedShop().toString()));
    }
    return program.run(MAIN_CLASS, complete);
  }

  private static boolean isComplete(String argument) {
    return COMPLETE.contains(argument) || argument.startsWith("--data=");
  }

  private Path simulatedShop() throws IOException {
    Path work = Files.createTempDirectory("tidemark-");
    program.atEnd(
        () -> {
          try {
            LocalFiles.delete(work);
          } catch (IOException e) {
            throw new RunException("cannot clear " + work, e);
          }
        });
    Path folder = work.resolve("simulated-shop");
    new SimulatedShop(SimulatedShop.SHOPPERS, SimulatedShop.SEED).write(folder);
    return folder;
  }
}
