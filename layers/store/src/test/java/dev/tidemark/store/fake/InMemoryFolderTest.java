package dev.tidemark.store.fake;

import dev.tidemark.store.contract.FolderContract;
import dev.tidemark.store.files.Folder;

class InMemoryFolderTest extends FolderContract {
  @Override
  protected Folder emptyFolder() {
    return new InMemoryFolder();
  }
}
