package dev.tidemark.training.propensity;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.propensity.Activity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all shoppers did, in the order of their keys. Interactions may come in any order. */
public final class ActivityLog {
  private final Map<String, Activity> shoppers = new TreeMap<>();
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

  /** Brings every shopper's rows into the order of time; after the last one was added. */
  public ActivityLog sorted() {
    shoppers.values().removeIf(activity -> activity.size() == 0);
    shoppers.values().forEach(Activity::sort);
    return this;
  }

  public List<UserKey> users() {
    return shoppers.keySet().stream().map(UserKey::new).toList();
  }

  public List<Activity> activities() {
    return new ArrayList<>(shoppers.values());
  }
}
