package dev.tidemark.lab.evaluate;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.format.Given;
import dev.tidemark.lab.baseline.Baselines;
import dev.tidemark.lab.classic.ClassicModel;
import dev.tidemark.lab.classic.ClassicResult;
import dev.tidemark.lab.report.EvaluationReport;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.RankingMetrics;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.fit.Progress;
import dev.tidemark.training.fit.Trainer;
import dev.tidemark.training.network.Compute;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One comparison of the model with the baselines.
 *
 * @param out for what goes on
 * @param progress of training
 */
record Evaluation(Options options, PrintStream out, Progress progress) {
  /**
   * What is asked for.
   *
   * @param given what the user says of the folder's files
   * @param target the only behaviour that is asked for; empty = all are
   * @param excludeSeen whether a shopper's earlier items are left out of rankings; empty = where
   *     few of them come again
   * @param baselines names of those to compare with
   * @param checkpoints folder to keep the state of each training in
   */
  record Options(
      Path folder,
      Given given,
      Protocol protocol,
      Optional<String> target,
      Optional<Boolean> excludeSeen,
      Set<Preset> presets,
      int seeds,
      int epochs,
      List<String> baselines,
      Hyperparameters parameters,
      Compute compute,
      Optional<Path> checkpoints) {

    Options {
      if (seeds < 1 || epochs < 1) {
        throw new IllegalArgumentException("--seeds and --epochs: give at least 1");
      }
      for (String baseline : baselines) {
        if (!Baselines.NAMES.contains(baseline)) {
          throw new IllegalArgumentException(
              "--baselines: '"
                  + baseline
                  + "'; give some of "
                  + String.join(", ", Baselines.NAMES));
        }
      }
    }
  }

  /** What is trained on and what is asked for. */
  enum Protocol {
    LEAVE_ONE_OUT,
    TIME_SPLIT;

    static Protocol of(String text) {
      return Arrays.stream(values())
          .filter(protocol -> protocol.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "--protocol: '" + text + "'; give leave-one-out or time-split"));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param soFar takes what is known after each seed, so that a long run that ends early leaves
   *     figures
   * @return figures of all seeds
   * @throws DatasetException where the data cannot be read or does not fit the protocol
   * @throws IOException where a checkpoint cannot be read or written
   */
  EvaluationReport run(Consumer<EvaluationReport> soFar) throws IOException {
    Encoded encoded = Encoded.read(options, out);
    TrainingData data = encoded.data();
    boolean excludeSeen = encoded.excludeSeen();
    Evaluator evaluator = new Evaluator(data.vocabulary().size(), excludeSeen);
    List<ClassicResult> classic =
        options.presets().contains(Preset.CLASSIC) ? classic(data) : List.of();
    EvaluationReport.DataSet dataset = encoded.dataset();
    ItemAges ages = ItemAges.of(data);
    List<EvaluationReport.Row> rows = new ArrayList<>();
    Supplier<EvaluationReport> report =
        () ->
            EvaluationReport.of(
                options.protocol().toString(),
                options.target().orElse(EvaluationReport.ALL_BEHAVIOURS),
                dataset,
                excludeSeen,
                List.copyOf(rows),
                classic);
    if (options.presets().contains(Preset.TIDEMARK)) {
      rows.addAll(baselines(data, evaluator, ages, encoded.timed()));
      for (int seed = 1; seed <= options.seeds(); seed++) {
        EvaluationReport.Row row = model(data, evaluator, ages, seed);
        out.printf(Locale.ROOT, "seed %d: test NDCG@10 %.4f%n", seed, row.test().ndcg());
        rows.add(row);
        soFar.accept(report.get());
      }
    }
    return report.get();
  }

  private List<EvaluationReport.Row> baselines(
      TrainingData data, Evaluator evaluator, ItemAges ages, boolean timed) {
    List<EvaluationReport.Row> rows = new ArrayList<>();
    for (Baselines.Fitted fitted :
        new Baselines(data, evaluator, out::println).fit(options.baselines(), timed)) {
      RankingMetrics test = evaluator.evaluate(fitted.ranker(), data.test());
      rows.add(
          new EvaluationReport.Row(
              fitted.name(), 0, test, ages.of(test), 0, 0, fitted.setting(), List.of()));
    }
    return rows;
  }

  private EvaluationReport.Row model(
      TrainingData data, Evaluator evaluator, ItemAges ages, long seed) throws IOException {
    Trained trained = Trained.of(data, evaluator.excludeSeen(), options, seed, progress);
    Trainer.Outcome outcome = trained.outcome();
    RankingMetrics test = trained.trainer().test(outcome);
    return new EvaluationReport.Row(
        Preset.TIDEMARK.toString(),
        seed,
        test,
        ages.of(test),
        trained.seconds(),
        outcome.epochs().get(outcome.best()).eventsPerSecond(),
        trained.chosen(),
        outcome.epochs());
  }

  private List<ClassicResult> classic(TrainingData data) {
    ClassicModel model = new ClassicModel(data, out);
    int epochs = Math.min(options.epochs(), ClassicModel.EPOCHS);
    return IntStream.rangeClosed(1, options.seeds())
        .mapToObj(seed -> model.evaluate(seed, epochs))
        .toList();
  }
}
