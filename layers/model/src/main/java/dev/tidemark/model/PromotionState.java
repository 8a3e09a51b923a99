package dev.tidemark.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where promotion stands, {@code models/champion.json}. It is written before the function is
 * touched, so whoever finds it knows what may be half done.
 *
 * @param champion whose model answers
 * @param challenger that is on its way; {@link ServedModel#NOTHING} in phase {@code NONE}
 * @param since ISO 8601, when the phase began
 * @param previous former champions, newest first
 */
public record PromotionState(
    ServedModel champion,
    Phase phase,
    ServedModel challenger,
    String since,
    List<ServedModel> previous) {

  /** Former champions that can be brought back. */
  static final int PREVIOUS = 5;

  /** What is going on. */
  public enum Phase {
    /** Nothing: the alias is wholly the champion's. */
    NONE,
    /** The challenger is being published or made ready; all requests are the champion's. */
    PUBLISHING,
    /** The challenger has, or is about to have, a share of the requests. */
    CANARY,
    /** The challenger has passed; the alias is about to be, or is, wholly its. */
    SHIFTING
  }

  /** What a file leaves out is nothing. */
  public PromotionState {
    champion = Objects.requireNonNullElse(champion, ServedModel.NOTHING);
    phase = Objects.requireNonNullElse(phase, Phase.NONE);
    challenger = Objects.requireNonNullElse(challenger, ServedModel.NOTHING);
    since = Objects.requireNonNullElse(since, "");
    previous = previous == null ? List.of() : List.copyOf(previous);
  }

  public static PromotionState adopted(ServedModel champion, String since) {
    return new PromotionState(champion, Phase.NONE, ServedModel.NOTHING, since, List.of());
  }

  public PromotionState in(Phase next, ServedModel onItsWay, String now) {
    return new PromotionState(champion, next, onItsWay, now, previous);
  }

  /** Without the challenger. */
  public PromotionState undone(String now) {
    return in(Phase.NONE, ServedModel.NOTHING, now);
  }

  /** The challenger is champion. */
  public PromotionState shifted(String now) {
    return undone(now).servedBy(challenger);
  }

  /** The same or another model is champion, in this version of the function. */
  public PromotionState servedBy(ServedModel next) {
    List<ServedModel> former = new ArrayList<>(previous);
    former.removeIf(it -> it.modelVersion().equals(next.modelVersion()));
    if (!champion.modelVersion().isEmpty()
        && !champion.modelVersion().equals(next.modelVersion())) {
      former.removeIf(it -> it.modelVersion().equals(champion.modelVersion()));
      former.add(0, champion);
    }
    return new PromotionState(
        next, phase, challenger, since, former.subList(0, Math.min(PREVIOUS, former.size())));
  }

  public boolean isUnderWay(String modelVersion, Phase... phases) {
    return List.of(phases).contains(phase) && challenger.modelVersion().equals(modelVersion);
  }
}
