package dev.tidemark.lab.explain;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.ItemTable;
import dev.tidemark.scoring.Learnt;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.training.fit.Trainer;
import dev.tidemark.training.network.graph.ScoringGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers as a package of the same training would, the whole blend, with what was in demand when it
 * is asked. Unlike a package it also shows where its attention looks. For one thread.
 */
final class GraphScorer implements Scorer {
  private final Trainer trainer;
  private final Trainer.Outcome outcome;
  private final ScoringGraph graph;
  private Blend blend;

  GraphScorer(Trainer trainer, Trainer.Outcome outcome) {
    this.trainer = trainer;
    this.outcome = outcome;
    blend = outcome.blend();
    graph = trainer.scoring();
    graph.load(outcome.weights());
  }

  /** What is asked from now on is asked at this time, epoch milliseconds. */
  void askAt(long millis) {
    blend = trainer.blendAt(outcome, millis);
    graph.update(blend.counts().demand().recent());
  }

  /** Vectors of all items. */
  ItemTable items() {
    return graph.items();
  }

  /** How much the heads look at each slot of a sequence, their mean. */
  double[] attention(EncodedSequence sequence) {
    List<float[]> heads = graph.attention(sequence);
    double[] mean = new double[sequence.length()];
    for (float[] head : heads) {
      for (int slot = 0; slot < mean.length; slot++) {
        mean[slot] += head[slot] / heads.size();
      }
    }
    return mean;
  }

  @Override
  public List<Answer> score(List<EncodedSequence> sequences) {
    List<Learnt> learnt = graph.score(sequences);
    List<Answer> answers = new ArrayList<>(learnt.size());
    for (int i = 0; i < learnt.size(); i++) {
      answers.add(blend.answer(learnt.get(i), sequences.get(i)));
    }
    return answers;
  }

  @Override
  public void close() {
    graph.close();
  }
}
