package dev.tidemark.recommendation;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.recommendation.request.Exclusions;
import dev.tidemark.recommendation.select.ShopData;
import java.time.Instant;
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
   * @param excluded ids that must not be answered
   */
  record Past(List<Interaction> interactions, Set<String> excluded) {}

  /** The same of one who has several keys, as if all had been done under one. */
  Past read(List<UserKey> keys, Exclusions exclusions, Instant now) {
    if (keys.size() == 1) {
      return read(keys.get(0), exclusions, now);
    }
    List<Interaction> interactions = new ArrayList<>();
    Set<String> excluded = new HashSet<>();
    for (UserKey key : keys) {
      Past past = read(key, exclusions, now);
      interactions.addAll(past.interactions());
      excluded.addAll(past.excluded());
    }
    interactions.sort(Interaction.SERVED_ORDER);
    return new Past(interactions, excluded);
  }

  /**
   * The user's newest interactions. Training drops items it does not know, and what takes interest
   * back, before it cuts the window; so where such take up places of the window, more is read.
   *
   * @param now when the request is made
   */
  Past read(UserKey user, Exclusions exclusions, Instant now) {
    int asked = Math.min(MAX, window);
    List<Interaction> newest = new ArrayList<>(data.newest(user, asked));
    while (newest.size() == asked && asked < MAX && known(newest) < window) {
      int more = Math.min(MAX, GROWTH * asked) - asked;
      newest.addAll(data.before(newest.get(asked - 1), more));
      asked += more;
    }
    Set<String> items = excluded(data, newest, asked, exclusions, now);
    Collections.reverse(newest);
    return new Past(newest, items);
  }

  /**
   * What must not be answered to somebody who did this, and maybe more before it.
   *
   * @param newest the newest interactions first
   * @param asked interactions that were to be read; where there were fewer, these are all
   */
  static Set<String> excluded(
      ShopData data, List<Interaction> newest, int asked, Exclusions exclusions, Instant now) {
    Set<String> items = new HashSet<>(exclusions.ids());
    if (!exclusions.dependOnHistory()) {
      return items;
    }
    addMatching(newest, exclusions, now, items);
    boolean mayHaveMore = newest.size() == asked && asked < MAX;
    if (mayHaveMore && exclusions.goBackBehind(newest.get(asked - 1), now)) {
      if (exclusions.seen()) {
        items.addAll(data.itemsBefore(newest.get(asked - 1), MAX - asked));
      } else {
        addMatching(data.before(newest.get(asked - 1), MAX - asked), exclusions, now, items);
      }
    }
    return items;
  }

  private static void addMatching(
      List<Interaction> interactions, Exclusions exclusions, Instant now, Set<String> items) {
    for (Interaction interaction : interactions) {
      if (exclusions.match(interaction, now)) {
        items.add(interaction.itemId());
      }
    }
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
