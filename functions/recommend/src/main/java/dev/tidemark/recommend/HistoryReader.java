package dev.tidemark.recommend;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads as much of a user's history as the model looks at. */
final class HistoryReader {
  /** Interactions that are read at most. */
  static final int MAX = 10_000;

  private static final int GROWTH = 4;

  private final ShopData data;
  private final Vocabulary vocabulary;
  private final int window;

  /**
   * @param window interactions of known items that the model looks at
   */
  HistoryReader(ShopData data, Vocabulary vocabulary, int window) {
    this.data = data;
    this.vocabulary = vocabulary;
    this.window = window;
  }

  /**
   * The user's newest interactions, oldest first. Training drops items it does not know before it
   * cuts the window; so where such items take up places of the window, more is read.
   *
   * @param all whether everything is wanted, as far as {@link #MAX} goes
   */
  List<Interaction> read(UserKey user, boolean all) {
    int limit = all ? MAX : Math.min(MAX, window);
    List<Interaction> newest = data.newest(user, limit);
    while (newest.size() == limit && limit < MAX && known(newest) < window) {
      limit = Math.min(MAX, GROWTH * limit);
      newest = data.newest(user, limit);
    }
    List<Interaction> served = new ArrayList<>(newest);
    Collections.reverse(served);
    return served;
  }

  private int known(List<Interaction> interactions) {
    int known = 0;
    for (Interaction interaction : interactions) {
      if (vocabulary.indexOf(interaction.itemId()).isPresent()) {
        known++;
      }
    }
    return known;
  }
}
