package dev.tidemark.promote;

import java.util.ArrayList;
import java.util.List;

/**
 * Where promotion stands, {@code models/champion.json}. It is written before the function is
 * touched, so whoever finds it knows what may be half done.
 *
 * @param champion whose model answers
 * @param challenger that is on its way; {@link Served#NOTHING} in phase {@code NONE}
 * @param since ISO 8601, when the phase began
 * @param previous former champions, newest first
 */
record Standing(
    Served champion, Phase phase, Served challenger, String since, List<Served> previous) {

  /** Former champions that can be brought back. */
  static final int PREVIOUS = 5;

  /** What is going on. */
  enum Phase {
    /** Nothing: the alias is wholly the champion's. */
    NONE,
    /** The challenger is being published or made ready; all requests are the champion's. */
    PUBLISHING,
    /** The challenger has, or is about to have, a share of the requests. */
    CANARY,
    /** The challenger has passed; the alias is about to be, or is, wholly its. */
    SHIFTING
  }

  Standing {
    previous = List.copyOf(previous);
  }

  static Standing adopted(Served champion, String since) {
    return new Standing(champion, Phase.NONE, Served.NOTHING, since, List.of());
  }

  Standing in(Phase next, Served onItsWay, String now) {
    return new Standing(champion, next, onItsWay, now, previous);
  }

  /** Without the challenger. */
  Standing undone(String now) {
    return in(Phase.NONE, Served.NOTHING, now);
  }

  /** The challenger is champion. */
  Standing shifted(String now) {
    return undone(now).servedBy(challenger);
  }

  /** The same or another model is champion, in this version of the function. */
  Standing servedBy(Served next) {
    List<Served> former = new ArrayList<>(previous);
    former.removeIf(it -> it.modelVersion().equals(next.modelVersion()));
    if (!champion.modelVersion().isEmpty()
        && !champion.modelVersion().equals(next.modelVersion())) {
      former.removeIf(it -> it.modelVersion().equals(champion.modelVersion()));
      former.add(0, champion);
    }
    return new Standing(
        next, phase, challenger, since, former.subList(0, Math.min(PREVIOUS, former.size())));
  }

  boolean isUnderWay(String modelVersion, Phase... phases) {
    return List.of(phases).contains(phase) && challenger.modelVersion().equals(modelVersion);
  }
}
