package dev.tidemark.store.tables;

import dev.tidemark.domain.ItemUpdate;
import java.util.List;
import java.util.Set;

/**
 * What became of a batch of patches.
 *
 * @param known what became of those of items that are there
 * @param unknown ids of the others
 */
public record PatchResult(PutResult known, Set<String> unknown) {
  public PatchResult {
    unknown = Set.copyOf(unknown);
  }

  /**
   * @param result in which those of unknown items count as duplicates
   */
  static PatchResult of(PutResult result, List<ItemUpdate> updates, Set<String> unknown) {
    long of = updates.stream().filter(update -> unknown.contains(update.itemId())).count();
    return new PatchResult(
        new PutResult(result.stored(), result.duplicates() - (int) of, result.unacknowledged()),
        unknown);
  }
}
