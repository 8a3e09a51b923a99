package dev.tidemark.store.fake;

import dev.tidemark.store.contract.ErasureContract;
import dev.tidemark.store.contract.ErasureInterleaving.Stores;

class InMemoryErasureTest extends ErasureContract {
  @Override
  protected Stores emptyStores() {
    InMemoryInteractionStore store = new InMemoryInteractionStore();
    return new Stores(store, store, store);
  }
}
