package dev.tidemark.store.fake;

import dev.tidemark.store.contract.InteractionStoreContract;
import dev.tidemark.store.tables.InteractionStore;

class InMemoryInteractionStoreTest extends InteractionStoreContract {
  @Override
  protected InteractionStore emptyStore() {
    return new InMemoryInteractionStore();
  }
}
