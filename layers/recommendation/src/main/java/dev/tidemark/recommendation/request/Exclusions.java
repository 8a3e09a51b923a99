package dev.tidemark.recommendation.request;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request leaves out, whatever its filter says.
 *
 * @param ids of items
 * @param seen whether nothing that the user did anything with may be answered
 * @param behaviours with which a user's items may not be answered
 * @param bought how long ago an item may have been bought that may not be answered; zero = never
 */
public record Exclusions(Set<String> ids, boolean seen, Set<String> behaviours, Duration bought) {
  public static final Exclusions NOTHING = new Exclusions(Set.of(), false, Set.of(), Duration.ZERO);

  private static final String SEEN = "seen";

  /** A behaviour may be named as what was done, too. */
  private static final Map<String, String> DONE =
      Map.of(
          "viewed", Behaviour.VIEW,
          "clicked", Behaviour.CLICK,
          "favourited", Behaviour.FAVOURITE,
          "added_to_cart", Behaviour.ADD_TO_CART,
          "purchased", Behaviour.PURCHASE,
          "bought", Behaviour.PURCHASE,
          "rated", Behaviour.RATING);

  public Exclusions {
    ids = Set.copyOf(ids);
    behaviours = Set.copyOf(behaviours);
  }

  /**
   * @param names ids of items, {@code seen}, and behaviours; a name that could be either is both
   * @param days zero = what was bought may be answered
   */
  public static Exclusions of(Set<String> names, int days) {
    Set<String> ids = new HashSet<>(names);
    boolean seen = ids.remove(SEEN);
    Set<String> behaviours = new HashSet<>(names);
    names.forEach(name -> Optional.ofNullable(DONE.get(name)).ifPresent(behaviours::add));
    return new Exclusions(ids, seen, behaviours, Duration.ofDays(days));
  }

  /** These ids and others. */
  public Set<String> idsAnd(List<String> more) {
    Set<String> all = new HashSet<>(ids);
    all.addAll(more);
    return all;
  }

  /** Whether anything depends on what the user did. */
  public boolean dependOnHistory() {
    return seen || !bought.isZero() || !behaviours.isEmpty();
  }

  /**
   * Whether older interactions than this one can count.
   *
   * @param oldest of those that were read
   */
  public boolean goBackBehind(Interaction oldest, Instant now) {
    return seen
        || behaviours.stream().anyMatch(Exclusions::isBehaviour)
        || (!bought.isZero() && !oldest.timestamp().isBefore(now.minus(bought)));
  }

  /** Other names may be a shop's own behaviours, or ids: they count as far as is read anyway. */
  private static boolean isBehaviour(String name) {
    return DONE.containsKey(name) || DONE.containsValue(name);
  }

  public boolean match(Interaction interaction, Instant now) {
    return seen
        || behaviours.contains(interaction.type())
        || (!bought.isZero()
            && interaction.type().equals(Behaviour.PURCHASE)
            && !interaction.timestamp().isBefore(now.minus(bought)));
  }
}
