package dev.tidemark.propensity;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a head goes by: one of the plain ways of the literature, or all that is counted. */
@SuppressWarnings("ImmutableEnumChecker") // its sets are never changed
public enum Basis {
  /** The rhythm of orders alone. */
  BG_NBD("bg-nbd", Set.of(Inputs.RHYTHM)),

  /** Recency, frequency and monetary value. */
  RFM("rfm", Set.of("RECENCY", "ORDERS", "VALUE")),

  HEAD("head", Set.copyOf(Inputs.names()));

  private final String name;
  private final Set<String> inputs;

  Basis(String name, Set<String> inputs) {
    this.name = name;
    this.inputs = inputs;
  }

  /** Whether it weighs the input of this name. */
  public boolean reads(String input) {
    return inputs.contains(input);
  }

  /** Whether what BG/NBD says is taken as it is, and only corrected. */
  public boolean correctsRhythm() {
    return reads(Inputs.RHYTHM);
  }

  /** The plainest one that explains the weights. */
  static Basis of(List<String> names, double[] weights) {
    for (Basis basis : values()) {
      if (IntStream.range(0, weights.length)
          .allMatch(i -> weights[i] == 0 || basis.reads(names.get(i)))) {
        return basis;
      }
    }
    return HEAD;
  }

  /** As it is answered. */
  @Override
  public String toString() {
    return name;
  }
}
