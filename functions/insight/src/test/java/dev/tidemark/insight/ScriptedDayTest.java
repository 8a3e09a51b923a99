package dev.tidemark.insight;

import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.TouchStore;

class ScriptedDayTest extends ScriptedDay {
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
