package dev.tidemark.local.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the job trains here.
 *
 * @param arguments beside those of its job definition
 * @param epochs that are to be expected
 * @param cost of an event, as a part of what it costs with the job's own hyperparameters
 */
record TrainingSetting(List<String> arguments, int epochs, double cost) {
  /** The job ends where validation no longer improves, as a rule after about as many. */
  private static final int USUAL_EPOCHS = 10;

  /**
   * The simulated shop has a twentieth of the events that the job is set for: fewer steps, which
   * have to lead further, and a network that is half as wide.
   */
  private static final String SMALL = "dimension=128,hidden=128,warmup=50,averaging=0.98";

  private static final int SMALL_EPOCHS = 5;
  private static final double SMALL_COST = 0.5;

  TrainingSetting {
    arguments = List.copyOf(arguments);
  }

  /**
   * @param simulated whether it is the simulated shop that is learnt from
   */
  static TrainingSetting of(UpOptions options, boolean simulated) {
    List<String> arguments = new ArrayList<>(options.jobArguments());
    int epochs = options.epochs().orElse(simulated ? SMALL_EPOCHS : USUAL_EPOCHS);
    if (simulated) {
      arguments.addAll(List.of("--set", SMALL));
      if (options.epochs().isEmpty()) {
        arguments.addAll(List.of("--epochs", Integer.toString(SMALL_EPOCHS)));
      }
    }
    return new TrainingSetting(arguments, epochs, simulated ? SMALL_COST : 1);
  }

  /**
   * All arguments of the local run's own.
   *
   * @param progress file in which the job keeps how far it is
   */
  List<String> arguments(Path progress) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--progress", progress.toString()));
    return all;
  }
}
