package dev.tidemark.store.fake;

import dev.tidemark.store.CatalogueStore;
import dev.tidemark.store.contract.CatalogueStoreContract;

class InMemoryCatalogueStoreTest extends CatalogueStoreContract {
  @Override
  protected CatalogueStore emptyStore() {
    return new InMemoryCatalogueStore();
  }
}
