package dev.tidemark.lab.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.network.DropoutRates;
import dev.tidemark.training.network.Part;
import java.util.EnumSet;
import java.util.Set;

/** What is timed: Tidemark's network, the same with something left out, or the plain graph. */
enum Network {
  TIDEMARK("whole network"),
  WITHOUT_DROPOUT("without dropout"),
  WITHOUT_FEATURES("without features of items"),
  WITHOUT_ATTENTION("without attention"),
  /** No features, no attention, no gate, no dropout. */
  CORE("LSTM and softmax alone"),
  PLAIN("plain graph");

  private final String text;

  Network(String text) {
    this.text = text;
  }

  /** As people call it. */
  @JsonValue
  String text() {
    return text;
  }

  /** Parts of Tidemark's network that are left out. */
  Set<Part> without() {
    return switch (this) {
      case WITHOUT_FEATURES -> EnumSet.of(Part.ITEM_FEATURES);
      case WITHOUT_ATTENTION -> EnumSet.of(Part.LONG_TERM, Part.REPEATS);
      case CORE -> EnumSet.allOf(Part.class);
      default -> EnumSet.noneOf(Part.class);
    };
  }

  DropoutRates dropoutRates() {
    return this == CORE || this == WITHOUT_DROPOUT
        ? DropoutRates.NONE
        : Hyperparameters.DEFAULT.dropoutRates();
  }
}
