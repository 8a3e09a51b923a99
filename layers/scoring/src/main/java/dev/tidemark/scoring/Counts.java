package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import java.util.Optional;

/**
 * What is counted instead of learnt.
 *
 * @param habit none where items of the history are not to come again
 * @param behaviours what an interaction counts for habits by its kind of behaviour, from 0 =
 *     unknown on
 * @param rules of no item where they are left out
 * @param onlyNew whether nobody comes to an item again, so that those of the history are left out
 * @param demand what is in demand at the moment of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns, never compared
public record Counts(
    Optional<Habit> habit,
    float[] behaviours,
    SequentialRules rules,
    boolean onlyNew,
    Demand demand) {

  /** The same with what is in demand at another moment. */
  public Counts with(Demand other) {
    return new Counts(habit, behaviours, rules, onlyNew, other);
  }

  /** The same with more items that training never met. */
  Counts with(int more, Unseen unseen) {
    Demand longer = demand.with(more, unseen);
    return new Counts(habit, behaviours, rules.withItems(longer.items()), onlyNew, longer);
  }

  /** What each slot of a history counts as a habit; nothing at all where habits are left out. */
  double[] habitBySlot(EncodedSequence sequence) {
    return habit.isEmpty()
        ? new double[sequence.length()]
        : habit.get().bySlot(sequence, behaviours, demand.habitFactors());
  }
}
