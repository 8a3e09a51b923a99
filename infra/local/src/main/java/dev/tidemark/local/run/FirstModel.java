package dev.tidemark.local.run;

import dev.tidemark.local.PlainText;
import dev.tidemark.local.RunException;
import dev.tidemark.local.TooLittleDataException;
import dev.tidemark.local.UsageException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The training of a run that has no model yet. Whatever becomes of it, the product goes on serving.
 *
 * @param champion version of the model in service, blank where there is none
 * @param ending whether the run is being stopped, so that failures are only its consequence
 */
record FirstModel(
    LocalTraining training,
    Supplier<String> champion,
    Consumer<String> lines,
    BooleanSupplier ending) {
  private static final String AGAIN = "./tidemark train tries again";

  /**
   * What an interrupted run left goes on, else a training begins.
   *
   * @return empty where no model came of it, as on a shop's first day
   */
  Optional<String> train() throws IOException {
    lines.accept("Training on " + Runtime.getRuntime().availableProcessors() + " cores");
    try {
      Optional<String> left = training.left();
      Optional<String> version = left.isPresent() ? left : training.byHand();
      if (champion.get().isEmpty()) {
        lines.accept("Popular items stay in service until a better model comes; " + AGAIN);
      }
      return version;
    } catch (TooLittleDataException e) {
      lines.accept(
          "No model yet: "
              + e.getMessage()
              + ". Until then the newest items are answered; "
              + AGAIN);
    } catch (RunException | UsageException e) {
      if (ending.getAsBoolean()) {
        throw e;
      }
      lines.accept(
          "No model: "
              + PlainText.of(e)
              + ". Popular items stay in service; once the cause is mended, "
              + AGAIN);
    }
    return Optional.empty();
  }
}
