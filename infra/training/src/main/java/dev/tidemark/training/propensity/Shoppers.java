package dev.tidemark.training.propensity;

import dev.tidemark.domain.UserKey;
import dev.tidemark.propensity.Activity;
import java.util.List;

/**
 * Whom a training learns from, in its order.
 *
 * @param activities of each
 */
public record Shoppers(List<UserKey> users, List<Activity> activities) {
  public Shoppers {
    users = List.copyOf(users);
    activities = List.copyOf(activities);
  }
}
