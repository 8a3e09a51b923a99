package dev.tidemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.InvalidFieldException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The entries of a list, each read on its own.
 *
 * @param valid in their order
 * @param rejected the others, in their order
 */
record Entries<T>(List<Placed<T>> valid, List<Outcome.Rejected> rejected) {

  /**
   * @param reader throws an {@link InvalidFieldException} for an entry that cannot be used
   */
  static <T> Entries<T> read(Iterable<JsonNode> list, Function<JsonNode, T> reader) {
    List<Placed<T>> valid = new ArrayList<>();
    List<Outcome.Rejected> rejected = new ArrayList<>();
    int index = 0;
    for (JsonNode entry : list) {
      try {
        valid.add(new Placed<>(index, reader.apply(entry)));
      } catch (InvalidFieldException e) {
        rejected.add(Outcome.Rejected.of(index, e));
      }
      index++;
    }
    return new Entries<>(valid, rejected);
  }

  List<T> values() {
    return valid.stream().map(Placed::entry).toList();
  }
}
