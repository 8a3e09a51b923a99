package dev.tidemark.local.data;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A user and an item of the data, for the examples that a run prints.
 *
 * @param others users that may be looked at, too; what older code has kept names none
 */
public record ExampleIds(String user, String item, List<String> others) {
  public ExampleIds {
    others = List.copyOf(Objects.requireNonNullElse(others, List.of()));
  }

  public ExampleIds(String user, String item) {
    this(user, item, List.of());
  }

  /** All users that are named; none where what was kept of the import is lost. */
  public List<String> shoppers() {
    return Stream.concat(Stream.of(user), others.stream()).filter(id -> !id.isEmpty()).toList();
  }
}
