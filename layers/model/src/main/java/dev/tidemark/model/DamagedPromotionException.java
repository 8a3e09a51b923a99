package dev.tidemark.model;

import dev.tidemark.store.files.Folder.Tagged;

/** Where promotion stands cannot be read; the message names the file and what mends it. */
public final class DamagedPromotionException extends RuntimeException {
  private final transient Tagged found;

  DamagedPromotionException(String file, Tagged found) {
    super(
        file
            + " is damaged: it is empty, cut short or altered; the model that serves goes on"
            + " serving, and the next training (./tidemark train) writes the file anew");
    this.found = found;
  }

  /** What is in its place. */
  Tagged found() {
    return found;
  }
}
