package dev.tidemark.store.tables;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.StoreUnavailableException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what one user did, newest first and each interaction once: a read goes on behind the last
 * interaction of the one before. Every read ends with a {@link StoreUnavailableException} where the
 * store does not answer in time.
 */
public interface InteractionHistory {

  /** The user's newest interactions, newest first; empty for a user without any. */
  List<Interaction> newest(UserKey user, int limit);

  /** What the same user did before this interaction, newest first. */
  List<Interaction> before(Interaction interaction, int limit);

  /**
   * The items alone of what the same user did before this interaction.
   *
   * @param limit of interactions, of which several may be of one item
   */
  default Set<String> itemsBefore(Interaction interaction, int limit) {
    return before(interaction, limit).stream()
        .map(Interaction::itemId)
        .collect(Collectors.toUnmodifiableSet());
  }
}
