package dev.tidemark.store.fake;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.util.List;
import java.util.Random;

/**
 * A store in memory of which so many puts in a hundred fail, by a plan that a seed decides: each
 * interaction of such a put is stored and acknowledged, or stored while its answer is lost, or not
 * stored.
 */
public final class DisturbedInteractionStore implements InteractionStore {
  private final InMemoryInteractionStore kept;
  private Random random = new Random(0);
  private int inHundred;

  /**
   * @param kept has what is in it
   */
  public DisturbedInteractionStore(InMemoryInteractionStore kept) {
    this.kept = kept;
  }

  /** From now on puts fail; none does with 0. */
  public void disturb(Random plan, int putsInHundred) {
    random = plan;
    inHundred = putsInHundred;
  }

  @Override
  public PutResult put(List<Interaction> interactions) {
    if (random.nextInt(100) >= inHundred) {
      return kept.put(interactions);
    }
    int stored = 0;
    int duplicates = 0;
    int unacknowledged = 0;
    for (Interaction interaction : interactions) {
      int fate = random.nextInt(3);
      PutResult one = fate == 0 ? new PutResult(0, 0, 1) : kept.put(List.of(interaction));
      stored += fate == 1 ? one.stored() : 0;
      duplicates += fate == 1 ? one.duplicates() : 0;
      unacknowledged += fate == 1 ? 0 : 1;
    }
    return new PutResult(stored, duplicates, unacknowledged);
  }

  @Override
  public int delete(List<Interaction> interactions) {
    return kept.delete(interactions);
  }

  @Override
  public List<Interaction> newest(UserKey user, int limit) {
    return kept.newest(user, limit);
  }

  @Override
  public List<Interaction> some(UserKey user, int limit) {
    return kept.some(user, limit);
  }
}
