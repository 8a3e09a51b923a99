package dev.tidemark.lab.classic;

import dev.tidemark.data.DatasetException;
import dev.tidemark.features.History;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The examples of each part: one for each interaction with at least one before it, and beside it,
 * where labels are not made of ratings, a non-event: an item drawn uniformly from those that the
 * shopper had nothing to do with so far. The draw is part of the data and the same for all seeds.
 */
record ClassicData(Labels labels, Examples training, Examples validation, Examples test) {
  private static final long DRAW_SEED = 1;

  /**
   * @throws DatasetException where a part has no examples or knows only one label
   */
  ClassicData(TrainingData data) {
    this(new Labels(data), new Examples(true), new Examples(false), new Examples(false));
    Draw draw = new Draw(data, labels, new SplittableRandom(DRAW_SEED));
    for (int user = 0; user < data.trained().length; user++) {
      draw.train(training, data.histories().get(user), data.trained()[user]);
    }
    data.validation().forEach(query -> draw.hold(validation, query));
    data.test().forEach(query -> draw.hold(test, query));
    check("training", training);
    check("validation", validation);
    check("test", test);
  }

  private record Draw(TrainingData data, Labels labels, SplittableRandom random) {
    void train(Examples part, History history, int trained) {
      BitSet seen = new BitSet();
      int end = 0;
      for (int i = 0; i < trained; i++) {
        if (!data.byTime() || (i > 0 && history.millis(i) > history.millis(i - 1))) {
          end = i;
        }
        seen.set(history.item(i));
        if (end > 0) {
          add(part, history, end, i, seen);
        }
      }
    }

    /**
     * The targets that the vocabulary knows stand in the history one after another, from the end.
     */
    void hold(Examples part, Query query) {
      History history = query.history();
      BitSet seen = new BitSet();
      for (int i = 0; i < query.end(); i++) {
        seen.set(history.item(i));
      }
      int position = query.end();
      for (int target : query.targets()) {
        if (target != Query.UNKNOWN) {
          seen.set(target);
          if (query.end() > 0) {
            add(part, history, query.end(), position, seen);
          }
          position++;
        }
      }
    }

    private void add(Examples part, History history, int end, int position, BitSet seen) {
      if (!labels.has(history, position)) {
        return;
      }
      part.add(history, end, position, history.item(position));
      int items = data.vocabulary().size();
      if (!labels.areRated() && seen.cardinality() < items) {
        int item;
        do {
          item = 1 + random.nextInt(items);
        } while (seen.get(item));
        part.add(history, end, position, item);
      }
    }
  }

  private void check(String name, Examples part) {
    long ones = IntStream.range(0, part.size()).filter(i -> labels.of(part.get(i)) > 0).count();
    if (ones == 0 || ones == part.size()) {
      throw new DatasetException(
          String.format(
              "preset classic: %,d of %,d %s examples have label 1 (%s), and it takes both labels;"
                  + " give more data or another --protocol",
              ones, part.size(), name, labels));
    }
  }
}
