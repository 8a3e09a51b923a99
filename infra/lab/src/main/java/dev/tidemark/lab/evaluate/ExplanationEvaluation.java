package dev.tidemark.lab.evaluate;

import dev.tidemark.lab.explain.Explanations;
import dev.tidemark.lab.report.ExplanationReport;
import dev.tidemark.training.fit.Progress;
import java.io.IOException;
import java.io.PrintStream;

/**
 * One measurement of how faithful the reasons of a model are.
 *
 * @param out for what goes on
 * @param progress of training
 */
record ExplanationEvaluation(Evaluation.Options options, PrintStream out, Progress progress) {
  private static final long SEED = 1;

  /**
   * @throws IOException where a checkpoint cannot be read or written
   */
  ExplanationReport run() throws IOException {
    Encoded encoded = Encoded.read(options, out);
    Trained trained = Trained.of(encoded.data(), encoded.excludeSeen(), options, SEED, progress);
    Explanations explanations = new Explanations(encoded.data(), encoded.excludeSeen());
    explanations.measure(trained.trainer(), trained.outcome(), SEED, out);
    return new ExplanationReport(
        options.protocol().toString(),
        SEED,
        encoded.dataset(),
        encoded.excludeSeen(),
        trained.chosen(),
        explanations.history(),
        explanations.rows(),
        explanations.counterfactuals(),
        trained.outcome().epochs());
  }
}
