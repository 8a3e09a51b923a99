package dev.tidemark.training.fit;

import java.util.Locale;

/** Training ran away: the loss is no longer a number. */
public final class DivergedException extends RuntimeException {
  /**
   * @param message where it happened and what to do
   */
  public DivergedException(String message) {
    super(message);
  }

  DivergedException(int epoch, long step, float learningRate) {
    super(
        String.format(
            Locale.ROOT,
            "the loss is not a number any more in epoch %d, step %d; train with a learning rate"
                + " below %s or a smaller clip norm",
            epoch,
            step,
            learningRate));
  }
}
