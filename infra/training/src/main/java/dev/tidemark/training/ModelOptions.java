package dev.tidemark.training;

import dev.tidemark.training.network.Compute;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.Precision;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What can be chosen wherever a ranking model is trained. */
public final class ModelOptions {
  @Option(
      names = "--target",
      paramLabel = "BEHAVIOUR",
      description =
          "predict only interactions of this behaviour, such as purchase, from histories of all"
              + " (default: all, those that tell more counting more in training)")
  private String target;

  @Option(
      names = "--precision",
      defaultValue = "fp32",
      paramLabel = "auto|fp32|bf16",
      description =
          "of matrix products in training; auto takes bf16 where the processor has it"
              + " (default: ${DEFAULT-VALUE})")
  private String precision;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      paramLabel = "cpu|gpu",
      description =
          "that computes; gpu fails where TensorFlow sees none (default: ${DEFAULT-VALUE})")
  private String device;

  public Optional<String> target() {
    return Optional.ofNullable(target);
  }

  /**
   * @throws IllegalArgumentException where this machine lacks what was asked for
   */
  public Compute compute() {
    return Compute.ofThisMachine(Device.of(device), Precision.of(precision));
  }
}
