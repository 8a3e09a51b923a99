package dev.tidemark.training.propensity;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.propensity.Activity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what all shoppers did, in any order. */
public final class ActivityLog {
  private final Map<String, Activity> shoppers = new HashMap<>();
  private final Instant latest;

  /**
   * @param latest what is said to have happened after it is passed over
   */
  public ActivityLog(Instant latest) {
    this.latest = latest;
  }

  public void add(Interaction interaction) {
    if (interaction.isUpTo(latest)) {
      shoppers.computeIfAbsent(interaction.user().value(), user -> new Activity()).add(interaction);
    }
  }

  /**
   * What some of them did, in the order of time; an empty one of who is not there.
   *
   * @param users in the order that is wanted
   */
  public List<Activity> of(List<UserKey> users) {
    List<Activity> activities = new ArrayList<>();
    for (UserKey user : users) {
      Activity activity = shoppers.getOrDefault(user.value(), new Activity());
      activity.sort();
      activities.add(activity);
    }
    return activities;
  }
}
