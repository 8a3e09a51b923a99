package dev.tidemark.recommend;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads as much of a user's history as the model looks at, each interaction once.
 *
 * @param window interactions of known items that the model looks at
 */
record HistoryReader(ShopData data, Vocabulary vocabulary, int window) {
  /** Interactions that are read at most. */
  private static final int MAX = 10_000;

  private static final int GROWTH = 4;

  /**
   * What a user did.
   *
   * @param interactions the newest ones, oldest first
   * @param seen items of these and of older ones, where they were asked for
   */
  record Past(List<Interaction> interactions, Set<String> seen) {
    static final Past UNKNOWN = new Past(List.of(), Set.of());
  }

  /**
   * The user's newest interactions. Training drops items it does not know, and what takes interest
   * back, before it cuts the window; so where such take up places of the window, more is read.
   *
   * @param seen whether the items of everything are wanted, as far as {@link #MAX} goes
   */
  Past read(UserKey user, boolean seen) {
    int asked = Math.min(MAX, window);
    List<Interaction> newest = new ArrayList<>(data.newest(user, asked));
    while (newest.size() == asked && asked < MAX && known(newest) < window) {
      int more = Math.min(MAX, GROWTH * asked) - asked;
      newest.addAll(data.before(newest.get(asked - 1), more));
      asked += more;
    }
    Set<String> items = seen ? seen(data, newest, asked) : Set.of();
    Collections.reverse(newest);
    return new Past(newest, items);
  }

  /**
   * The items of what was read and, where that may not be all, of what was before it.
   *
   * @param asked interactions that were to be read
   */
  static Set<String> seen(ShopData data, List<Interaction> newest, int asked) {
    Set<String> items = new HashSet<>();
    newest.forEach(interaction -> items.add(interaction.itemId()));
    if (newest.size() == asked && asked < MAX) {
      items.addAll(data.itemsBefore(newest.get(asked - 1), MAX - asked));
    }
    return items;
  }

  private int known(List<Interaction> interactions) {
    int known = 0;
    for (Interaction interaction : interactions) {
      if (vocabulary.indexOf(interaction.itemId()).isPresent()
          && !Behaviour.takesBack(interaction.type())) {
        known++;
      }
    }
    return known;
  }
}
