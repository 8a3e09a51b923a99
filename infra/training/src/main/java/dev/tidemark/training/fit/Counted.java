package dev.tidemark.training.fit;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.Habit;
import dev.tidemark.training.data.SequentialRules;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.network.NetworkShape;
import java.util.Optional;

/**
 * What is counted instead of learnt.
 *
 * @param habit none where items of the history are not to come again
 * @param rules none where they are left out
 */
record Counted(Optional<Habit> habit, Optional<SequentialRules> rules) {
  static final Counted NOTHING = new Counted(Optional.empty(), Optional.empty());

  static Counted of(TrainingData data, SequenceEncoder encoder, NetworkShape shape) {
    return new Counted(
        shape.countsHabits() ? Optional.of(HabitChoice.of(data, encoder)) : Optional.empty(),
        shape.countsRules() ? Optional.of(SequentialRules.of(data)) : Optional.empty());
  }
}
