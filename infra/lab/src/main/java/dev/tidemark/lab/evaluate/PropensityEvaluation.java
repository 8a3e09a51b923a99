package dev.tidemark.lab.evaluate;

import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.lab.propensity.RollingOrigin;
import dev.tidemark.lab.propensity.ShopHistory;
import dev.tidemark.lab.report.PropensityReport;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TooLittleDataException;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.Progress;
import dev.tidemark.training.fit.Trainer;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.propensity.NetworkStates;
import dev.tidemark.training.propensity.PropensityFit;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One measurement of how well is told who buys.
 *
 * @param days within which
 * @param out for what goes on
 * @param progress of training
 */
record PropensityEvaluation(
    Evaluation.Options options, int days, PrintStream out, Progress progress) {
  private static final long SEED = 1;

  PropensityEvaluation {
    if (!PropensityFit.DAYS.contains(days)) {
      throw new IllegalArgumentException("--days: " + days + "; give one of " + PropensityFit.DAYS);
    }
  }

  PropensityReport run() {
    ShopHistory shop = ShopHistory.read(options.folder(), options.given(), out);
    return new RollingOrigin(shop, days, SEED, out)
        .run(before -> shop.hasItems() ? network(shop, before) : Optional.empty());
  }

  /** One that has seen nothing from a moment on; empty where there is too little before it. */
  private Optional<RollingOrigin.Network> network(ShopHistory shop, Instant before) {
    InteractionLog log = new InteractionLog(before.minusMillis(1));
    shop.items().forEach(log::add);
    shop.interactions().forEach(own -> own.forEach(log::add));
    log.sortAsServed();
    try {
      TrainingData data =
          new LogEncoder(log, Split.leaveOneOut(options.target()))
              .encode(options.parameters().askedWindow(), options.parameters().askedOlder())
              .withQuestions();
      Trainer trainer =
          new Trainer(
              data, options.parameters(), data.repeatsAreRare(), options.compute(), progress);
      Trainer.Outcome outcome = trainer.train(options.epochs(), SEED, Optional.empty());
      ScoringGraph graph = trainer.scoring();
      graph.load(outcome.weights());
      SequenceEncoder encoder = new SequenceEncoder(data.vocabulary(), data.spec());
      List<History> histories = shop.interactions().stream().map(encoder::history).toList();
      return Optional.of(
          new RollingOrigin.Network(new NetworkStates(graph, encoder, histories), graph::close));
    } catch (TooLittleDataException e) {
      out.println("no network before " + before + ": " + e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
