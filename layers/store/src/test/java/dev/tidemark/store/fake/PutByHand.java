package dev.tidemark.store.fake;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.util.List;
import java.util.function.Function;

/**
 * A store whose answer to {@code put} a test decides.
 *
 * @param kept has what is in it
 */
public record PutByHand(
    InMemoryInteractionStore kept, Function<List<Interaction>, PutResult> answer)
    implements InteractionStore {

  /** One that has nothing in it, whatever it answers. */
  public PutByHand(Function<List<Interaction>, PutResult> answer) {
    this(new InMemoryInteractionStore(), answer);
  }

  @Override
  public PutResult put(List<Interaction> interactions) {
    return answer.apply(interactions);
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
