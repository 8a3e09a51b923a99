package dev.tidemark.lab.classic;

import dev.tidemark.features.History;

/**
 * Will this be liked, or taken?
 *
 * @param history of the shopper
 * @param end how many of its first interactions are known
 * @param position of the interaction asked about, at or after {@code end}
 * @param item vocabulary index of the candidate: the one of that interaction, or a non-event
 * @param trained whether the interaction belongs to the training part
 */
record Example(History history, int end, int position, int item, boolean trained) {

  /** Whether the shopper did have to do with the candidate. */
  boolean isEvent() {
    return history.item(position) == item;
  }
}
