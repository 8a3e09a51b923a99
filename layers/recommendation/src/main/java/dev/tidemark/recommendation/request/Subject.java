package dev.tidemark.recommendation.request;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom or what recommendations are for: a user with a history, or items that stand for one; with
 * neither they are for anybody.
 *
 * @param userId the shop's own id, for the answer only; empty = no user
 * @param users the user, and under which other key the user was known in this session; none = no
 *     user
 * @param items in the order in which somebody would have come to them
 * @param behaviour how somebody would have
 */
public record Subject(String userId, List<UserKey> users, List<String> items, String behaviour) {
  public static final Subject ANYBODY = new Subject("", List.of(), List.of(), Behaviour.VIEW);

  /** No pseudonym is this short. */
  private static final UserKey NOBODY = new UserKey("nobody");

  public Subject {
    users = List.copyOf(users);
    items = List.copyOf(items);
  }

  public static Subject user(String userId, List<UserKey> users) {
    return new Subject(userId, users, List.of(), Behaviour.VIEW);
  }

  public static Subject item(String itemId) {
    return new Subject("", List.of(), List.of(itemId), Behaviour.VIEW);
  }

  public static Subject basket(Set<String> items) {
    return new Subject("", List.of(), List.copyOf(items), Behaviour.ADD_TO_CART);
  }

  /** What somebody would have done who came to the items just now. */
  public List<Interaction> interactions(Instant now) {
    List<Interaction> interactions = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      interactions.add(
          new Interaction(
              NOBODY,
              Integer.toString(i),
              items.get(i),
              behaviour,
              now,
              i,
              Double.NaN,
              Double.NaN,
              0,
              Map.of()));
    }
    return interactions;
  }
}
