package dev.tidemark.lab.evaluate;

import dev.tidemark.lab.classic.ClassicResult;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A network with its settings. */
enum Preset {
  /** Ranks items by the LSTM that serves. */
  TIDEMARK("tidemark"),
  /** Says yes or no to one candidate. */
  CLASSIC(ClassicResult.NAME);

  private final String text;

  Preset(String text) {
    this.text = text;
  }

  static Set<Preset> of(Collection<String> names) {
    Set<Preset> presets = EnumSet.noneOf(Preset.class);
    names.forEach(name -> presets.add(of(name)));
    return presets;
  }

  private static Preset of(String name) {
    return Arrays.stream(values())
        .filter(preset -> preset.text.equals(name))
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
    return text;
  }
}
