package dev.tidemark.store.fake;

import dev.tidemark.store.contract.ModelObjectsContract;
import dev.tidemark.store.files.ModelObjects;

class InMemoryModelObjectsTest extends ModelObjectsContract {
  @Override
  protected ModelObjects emptyStore() {
    return new InMemoryModelObjects();
  }
}
