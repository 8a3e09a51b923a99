package dev.tidemark.ingestqueue;

import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.Delisting;
import java.time.Instant;

/** Switches off what a file of the full catalogue lacks, after all of it was taken in. */
record FullCatalogue(CatalogueStore catalogue, FileImport files) {

  /**
   * What an earlier invocation had no time for, or was killed in, is done when the message comes
   * again, since what is off is not found again.
   *
   * @param forced whether the file may lack more than half of the active items
   * @param imported what became of the file, which it is added to
   * @param written when the file was; items that are listed since are not missed in it
   * @throws UnreadableException where nothing is switched off, since the file is hardly what its
   *     key says
   * @throws UnfinishedException where time is up or the store does not answer
   */
  Report finish(String key, boolean forced, Report imported, Instant written, TimeLeft time) {
    if (imported.isEmpty()) {
      return imported;
    }
    if (imported.hasRefused()) {
      throw new UnreadableException(
          "nothing was switched off, since not every row is an item; mend the file and send it"
              + " again; "
              + imported);
    }
    Delisting delisting = Delisting.begin(catalogue, written);
    files.itemIds(key, time, delisting::listed);
    if (delisting.isSuspicious() && !forced) {
      throw new UnreadableException(
          "nothing was switched off, since the file lacks "
              + delisting.lacking()
              + " of "
              + delisting.active()
              + " active items, more than half; if that is meant, put it below "
              + ImportFile.FORCED
              + "; "
              + imported);
    }
    while (delisting.lacking() > 0) {
      time.check();
      imported.addSwitchedOff(delisting.switchOff());
    }
    return imported;
  }
}
