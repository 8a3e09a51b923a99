package dev.tidemark.lab.evaluate;

import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.Checkpoint;
import dev.tidemark.training.fit.Progress;
import dev.tidemark.training.fit.Trainer;
import java.io.IOException;
import java.util.Optional;

/**
 * A network that was trained.
 *
 * @param seconds that it took
 */
record Trained(Trainer trainer, Trainer.Outcome outcome, double seconds) {

  /**
   * @throws IOException where a checkpoint cannot be read or written
   */
  static Trained of(
      TrainingData data,
      boolean excludeSeen,
      Evaluation.Options options,
      long seed,
      Progress progress)
      throws IOException {
    Trainer trainer =
        new Trainer(data, options.parameters(), excludeSeen, options.compute(), progress);
    Optional<Checkpoint> checkpoint =
        options
            .checkpoints()
            .map(
                folder ->
                    trainer.checkpoint(new LocalFolder(folder.resolve("seed-" + seed)), seed));
    long begin = System.nanoTime();
    Trainer.Outcome outcome = trainer.train(options.epochs(), seed, checkpoint);
    return new Trained(trainer, outcome, (System.nanoTime() - begin) / 1e9);
  }

  /** What was chosen on validation, as text. */
  String chosen() {
    return "epoch " + (outcome.best() + 1) + ", " + outcome.blend();
  }
}
