package dev.tidemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.data.JsonEntries;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.PatchResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes in changes of some fields of items. One of an item that the catalogue does not have is
 * rejected, since all that it leaves out would be missing for ever.
 */
public record ItemPatches(CatalogueStore catalogue) {

  public Outcome take(Iterable<JsonNode> entries) {
    Entries<ItemUpdate> patches = Entries.read(entries, JsonEntries::itemPatch);
    PatchResult result = catalogue.patch(patches.values());
    List<Outcome.Rejected> rejected = new ArrayList<>(patches.rejected());
    for (Placed<ItemUpdate> patch : patches.valid()) {
      String itemId = patch.entry().itemId();
      if (result.unknown().contains(itemId)) {
        rejected.add(Outcome.Rejected.of((int) patch.place(), unknown(itemId)));
      }
    }
    rejected.sort(Comparator.comparingInt(Outcome.Rejected::index));
    return new Outcome(result.known(), rejected);
  }

  private static InvalidFieldException unknown(String itemId) {
    return new InvalidFieldException(
        "itemId", itemId, "the catalogue does not have it; send the whole item by PUT first");
  }
}
