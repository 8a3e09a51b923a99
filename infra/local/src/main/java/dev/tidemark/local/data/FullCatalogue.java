package dev.tidemark.local.data;

import dev.tidemark.local.Console;
import dev.tidemark.local.RunException;
import dev.tidemark.local.UsageException;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.Delisting;
import java.time.Instant;
import java.util.Locale;

/** What follows the import of a data set that is the full catalogue. */
public record FullCatalogue(CatalogueStore store, Delist delist, Console console) {

  /**
   * Switches off the active items that it lacks.
   *
   * @param begun when the import was; items that are listed since are not missed
   * @throws UsageException where nothing is switched off, since the data set is hardly complete
   */
  public void finish(DataSet data, Instant begun) {
    if (delist == Delist.NOTHING) {
      return;
    }
    long refused = data.survey().rejectedItems();
    if (refused > 0) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: nothing was switched off, since %,d rows are no items; mend them, or start"
                  + " without --delist",
              data.name(),
              refused));
    }
    if (data.survey().items().isEmpty()) {
      throw new UsageException(
          data.name() + ": nothing was switched off, since it has no file of items");
    }
    Delisting delisting = Delisting.begin(store, begun);
    data.reader().readItems(item -> delisting.listed(item.itemId()));
    if (delist == Delist.UNLESS_MOST && delisting.isSuspicious()) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: nothing was switched off, since it lacks %,d of %,d active items, more than"
                  + " half; if that is meant, give --delist-most, else start without --delist",
              data.name(),
              delisting.lacking(),
              delisting.active()));
    }
    int lacking = delisting.lacking();
    while (delisting.lacking() > 0) {
      if (delisting.switchOff().unacknowledged() > 0) {
        throw new RunException("the table did not confirm all that is switched off; start again");
      }
    }
    console.line(
        String.format(
            Locale.ROOT,
            "  %,d of %,d active items are not listed any more: switched off",
            lacking,
            delisting.active()));
  }
}
