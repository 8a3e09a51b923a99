package dev.tidemark.store.fake;

import dev.tidemark.store.ModelObjects;
import dev.tidemark.store.contract.ModelObjectsContract;

class InMemoryModelObjectsTest extends ModelObjectsContract {
  @Override
  protected ModelObjects emptyStore() {
    return new InMemoryModelObjects();
  }
}
