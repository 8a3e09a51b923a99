package dev.tidemark.store.fake;

import dev.tidemark.store.InteractionStore;
import dev.tidemark.store.contract.InteractionStoreContract;

class InMemoryInteractionStoreTest extends InteractionStoreContract {
  @Override
  protected InteractionStore emptyStore() {
    return new InMemoryInteractionStore();
  }
}
