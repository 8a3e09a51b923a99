package dev.tidemark.store.fake;

import dev.tidemark.store.contract.CatalogueStoreContract;
import dev.tidemark.store.tables.CatalogueStore;

class InMemoryCatalogueStoreTest extends CatalogueStoreContract {
  @Override
  protected CatalogueStore emptyStore() {
    return new InMemoryCatalogueStore();
  }
}
