package dev.tidemark.training.propensity;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.network.graph.ScoringGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The states of a network that was trained.
 *
 * @param histories of all shoppers, in their order; an empty one where it knows nothing of somebody
 */
public record NetworkStates(ScoringGraph graph, SequenceEncoder encoder, List<History> histories)
    implements States {
  private static final int TOGETHER = 64;
  private static final float[] NOTHING = {};

  public NetworkStates {
    histories = List.copyOf(histories);
  }

  /** Those of like length together. */
  @Override
  public List<float[]> at(long millis, int[] shoppers) {
    float[][] states = new float[shoppers.length][];
    List<Integer> asked = new ArrayList<>();
    int[] ends = new int[shoppers.length];
    for (int i = 0; i < shoppers.length; i++) {
      ends[i] = before(millis, histories.get(shoppers[i]));
      if (ends[i] == 0) {
        states[i] = NOTHING;
      } else {
        asked.add(i);
      }
    }
    asked.sort(Comparator.comparingInt(i -> ends[i]));
    for (int from = 0; from < asked.size(); from += TOGETHER) {
      List<Integer> some = asked.subList(from, Math.min(asked.size(), from + TOGETHER));
      List<EncodedSequence> sequences =
          some.stream()
              .map(i -> encoder.encodeBefore(histories.get(shoppers[i]), ends[i], millis))
              .toList();
      List<float[]> wants = graph.wants(sequences);
      for (int i = 0; i < some.size(); i++) {
        states[some.get(i)] = wants.get(i);
      }
    }
    return List.of(states);
  }

  private static int before(long millis, History history) {
    int end = history.size();
    while (end > 0 && history.millis(end - 1) >= millis) {
      end--;
    }
    return end;
  }
}
