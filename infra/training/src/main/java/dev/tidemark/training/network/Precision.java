package dev.tidemark.training.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** Numbers that matrix products are computed in. Weights and sums are always single precision. */
public enum Precision {
  FP32,
  BF16;

  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final String FLAG = "avx512_bf16";

  /**
   * @param text {@code auto}, {@code fp32} or {@code bf16}
   * @throws IllegalArgumentException naming what is wrong and the remedy
   */
  public static Precision of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "auto" -> isFast() ? BF16 : FP32;
      case "fp32" -> FP32;
      case "bf16" -> {
        if (!isFast()) {
          throw new IllegalArgumentException(
              "--precision: 'bf16', but this processor has no " + FLAG + "; give fp32 or auto");
        }
        yield BF16;
      }
      default ->
          throw new IllegalArgumentException(
              "--precision: '" + text + "'; give auto, fp32 or bf16");
    };
  }

  /** Whether the processor multiplies numbers of 16 bits; elsewhere they would be slower. */
  private static boolean isFast() {
    try {
      return Files.isReadable(CPU) && Files.readString(CPU).contains(FLAG);
    } catch (IOException e) {
      return false;
    }
  }

  /** As people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * How a session treats its graph. TensorFlow's rewriting of graphs takes longer than the rest of
   * the first steps, once for each sequence size, and makes none of the later ones faster; only the
   * change to 16 bits needs it.
   */
  public ConfigProto session() {
    RewriterConfig.Builder rewriting = RewriterConfig.newBuilder();
    if (this == BF16) {
      rewriting.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    } else {
      rewriting.setDisableMetaOptimizer(true);
    }
    return ConfigProto.newBuilder()
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriting))
        .build();
  }
}
