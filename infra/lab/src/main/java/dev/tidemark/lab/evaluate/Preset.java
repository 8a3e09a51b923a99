package dev.tidemark.lab.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A network with its settings. */
enum Preset {
  /** Ranks items by the LSTM that serves. */
  TIDEMARK,
  /** Says yes or no to one candidate. */
  CLASSIC;

  static Preset of(String name) {
    return Arrays.stream(values())
        .filter(preset -> preset.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--preset: '"
                        + name
                        + "'; give one or several of "
                        + Arrays.stream(values())
                            .map(Preset::toString)
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
