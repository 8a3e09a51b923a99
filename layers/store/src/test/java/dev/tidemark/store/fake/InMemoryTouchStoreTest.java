package dev.tidemark.store.fake;

import dev.tidemark.store.contract.TouchStoreContract;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.TouchStore;

class InMemoryTouchStoreTest extends TouchStoreContract {
  private final InMemoryInteractionStore store = new InMemoryInteractionStore();

  @Override
  protected InteractionStore emptyStore() {
    return store;
  }

  @Override
  protected TouchStore touches() {
    return store;
  }
}
