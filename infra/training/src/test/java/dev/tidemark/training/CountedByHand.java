package dev.tidemark.training;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.SequentialRules;
import dev.tidemark.training.data.TrainingData;
import java.util.Arrays;

/** What is counted and how it is blended in, once more by the formulas: what an answer must be. */
final class CountedByHand {
  private CountedByHand() {}

  /**
   * What serving does with the probabilities that training knows; it also shares out what the
   * pointers give to the start token, which is no item.
   */
  static double[] withDemand(float[] likelihoods, Demand demand) {
    double[] weighted = new double[likelihoods.length];
    double sum = 0;
    for (int i = 0; i < weighted.length; i++) {
      weighted[i] =
          likelihoods[i]
              * Math.pow(Math.exp(demand.trend()[i]), DisturbedModel.TREND)
              * Math.pow(Math.exp(demand.popularity()[i]), DisturbedModel.POPULARITY);
      sum += weighted[i];
    }
    for (int i = 0; i < weighted.length; i++) {
      weighted[i] /= sum;
    }
    return weighted;
  }

  /** Halved with every half-life, as the formula says. */
  static double[] habits(EncodedSequence sequence, TrainingData data, Demand demand) {
    double[] counts = new double[RandomShop.ITEMS];
    for (int slot = 0; slot < sequence.length(); slot++) {
      if (slot != sequence.older()) {
        int item = sequence.items()[slot] - 1;
        double days = sequence.ages()[slot] / 86_400.0;
        counts[item] +=
            data.weights().of(sequence.behaviours()[slot])
                * Math.pow(0.5, days / DisturbedModel.HABIT.halfLifeDays())
                * demand.habitFactors()[item];
      }
    }
    return counts;
  }

  /** What follows the newest items, less by a fifth with each one since. */
  static double[] followed(History history, SequentialRules rules, int items) {
    double[] sums = new double[items];
    int newest = history.size() - 1;
    for (int since = 0; since < RandomShop.WINDOW - 1 && since <= newest; since++) {
      for (int item = 0; item < items; item++) {
        sums[item] += Math.pow(0.8, since) * rules.strength(history.item(newest - since) - 1, item);
      }
    }
    return sums;
  }

  static void leaveOutSeen(EncodedSequence sequence, double[] expected) {
    for (int slot = 0; slot < sequence.length(); slot++) {
      if (!sequence.isStart(slot)) {
        expected[sequence.items()[slot] - 1] = 0;
      }
    }
    double rest = Arrays.stream(expected).sum();
    for (int i = 0; i < expected.length; i++) {
      expected[i] /= rest;
    }
  }

  static void mix(float share, double[] counts, double[] expected) {
    double all = Arrays.stream(counts).sum();
    for (int i = 0; i < expected.length && all > 0; i++) {
      expected[i] = (1 - share) * expected[i] + share * counts[i] / all;
    }
  }
}
