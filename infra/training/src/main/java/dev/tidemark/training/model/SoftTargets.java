package dev.tidemark.training.model;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.network.ScoringGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What trained networks together think of every question of training, as further answers to it
 * (distillation, Hinton et al. 2015). Of each question the likeliest items are kept.
 */
final class SoftTargets {
  /** Items kept of each question. */
  static final int KEPT = 32;

  private static final int TOGETHER = 64;

  /** Of each history, for each row that is asked for: items, then their shares. */
  private final Map<History, Likely[]> likely = new HashMap<>();

  /**
   * The likeliest items of one question.
   *
   * @param items vocabulary indices
   * @param shares that add up to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Likely(int[] items, float[] shares) {}

  private record Asked(History history, int next) {}

  /**
   * @param windows whose questions are asked
   * @param teachers loaded with weights
   */
  SoftTargets(List<TrainingWindow> windows, SequenceEncoder encoder, List<ScoringGraph> teachers) {
    List<Asked> questions = new ArrayList<>();
    for (TrainingWindow window : windows) {
      likely.putIfAbsent(window.history(), new Likely[window.history().size()]);
      window.questions((position, next) -> questions.add(new Asked(window.history(), next)));
    }
    questions.sort(Comparator.comparingInt(Asked::next));
    for (int i = 0; i < questions.size(); i += TOGETHER) {
      ask(questions.subList(i, Math.min(questions.size(), i + TOGETHER)), encoder, teachers);
    }
  }

  private void ask(List<Asked> questions, SequenceEncoder encoder, List<ScoringGraph> teachers) {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (Asked asked : questions) {
      sequences.add(
          encoder.encodeBefore(
              asked.history(), asked.next(), asked.history().millis(asked.next())));
    }
    float[] probabilities = null;
    for (ScoringGraph teacher : teachers) {
      float[] logs = teacher.score(sequences);
      if (probabilities == null) {
        probabilities = new float[logs.length];
      }
      for (int i = 0; i < logs.length; i++) {
        probabilities[i] += (float) Math.exp(logs[i]);
      }
    }
    int items = probabilities.length / questions.size();
    for (int row = 0; row < questions.size(); row++) {
      Asked asked = questions.get(row);
      likely.get(asked.history())[asked.next()] = best(probabilities, row * items, items);
    }
  }

  private static Likely best(float[] probabilities, int from, int size) {
    int[] items = new int[Math.min(KEPT, size)];
    float[] shares = new float[items.length];
    int kept = 0;
    for (int i = 0; i < size; i++) {
      float value = probabilities[from + i];
      if (kept < items.length || value > shares[kept - 1]) {
        int place = kept < items.length ? kept++ : kept - 1;
        while (place > 0 && shares[place - 1] < value) {
          shares[place] = shares[place - 1];
          items[place] = items[place - 1];
          place--;
        }
        shares[place] = value;
        items[place] = i + 1;
      }
    }
    float sum = 0;
    for (float share : shares) {
      sum += share;
    }
    for (int i = 0; i < kept; i++) {
      shares[i] /= sum;
    }
    return new Likely(items, shares);
  }

  /**
   * @param next row that is asked for
   */
  Likely of(History history, int next) {
    return likely.get(history)[next];
  }
}
