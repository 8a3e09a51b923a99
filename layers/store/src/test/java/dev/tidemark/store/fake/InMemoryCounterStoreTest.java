package dev.tidemark.store.fake;

import dev.tidemark.store.contract.CounterStoreContract;
import dev.tidemark.store.tables.CounterStore;

class InMemoryCounterStoreTest extends CounterStoreContract {
  @Override
  protected CounterStore emptyStore() {
    return new InMemoryCounterStore();
  }
}
