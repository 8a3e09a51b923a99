package dev.tidemark.lab.evaluate;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.folder.DatasetReader;
import dev.tidemark.data.folder.Survey;
import dev.tidemark.data.format.Given;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lab.baseline.Baselines;
import dev.tidemark.lab.classic.ClassicModel;
import dev.tidemark.lab.classic.ClassicResult;
import dev.tidemark.lab.report.EvaluationReport;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.LogReport;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.fit.Checkpoint;
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
    DatasetReader reader = DatasetReader.open(options.folder(), options.given());
    Encoded encoded = encode(reader);
    TrainingData data = encoded.data();
    boolean excludeSeen = options.excludeSeen().orElseGet(data::repeatsAreRare);
    out.printf(
        Locale.ROOT,
        "%s: %,d interactions of %,d shoppers with %,d items; seen items %s%n",
        reader.name(),
        data.interactions(),
        data.histories().size(),
        data.vocabulary().size(),
        excludeSeen ? "excluded" : "ranked too");
    data.features().refusal().ifPresent(out::println);
    Evaluator evaluator = new Evaluator(data.vocabulary().size(), excludeSeen);
    List<ClassicResult> classic =
        options.presets().contains(Preset.CLASSIC) ? classic(data) : List.of();
    EvaluationReport.DataSet dataset =
        new EvaluationReport.DataSet(
            reader.name(),
            data.histories().size(),
            data.vocabulary().size(),
            data.interactions(),
            targets(data.validation()),
            targets(data.test()),
            encoded.log());
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
      rows.addAll(baselines(data, evaluator, encoded.timed()));
      for (int seed = 1; seed <= options.seeds(); seed++) {
        EvaluationReport.Row row = model(data, evaluator, seed);
        out.printf(Locale.ROOT, "seed %d: test NDCG@10 %.4f%n", seed, row.test().ndcg());
        rows.add(row);
        soFar.accept(report.get());
      }
    }
    return report.get();
  }

  /**
   * @param timed whether every row had a time
   */
  private record Encoded(TrainingData data, LogReport log, boolean timed) {}

  /** The log ends here: training needs the memory. */
  private Encoded encode(DatasetReader reader) {
    InteractionLog log = new InteractionLog();
    long untimed = read(reader, log);
    if (untimed == 0 || options.protocol() == Protocol.TIME_SPLIT) {
      log.sortAsServed();
    }
    LogReport report = log.report();
    report.lines().forEach(out::println);
    Hyperparameters parameters = options.parameters();
    TrainingData data =
        new LogEncoder(log, split(log))
            .encode(parameters.window(), parameters.older())
            .withQuestions();
    return new Encoded(data, report, untimed == 0);
  }

  /** Returns how many rows have no time; a split by time refuses them. */
  private long read(DatasetReader reader, InteractionLog log) {
    long[] untimed = new long[1];
    long[] place = new long[1];
    Survey survey =
        reader.survey(
            update -> log.add(update.item()),
            event -> {
              untimed[0] += DatasetReader.isTimed(event) ? 0 : 1;
              // Nothing is stored, so shoppers need no pseudonyms.
              log.add(Interaction.of(event, new UserKey(event.userId()), place[0]++));
            });
    survey.lines().forEach(out::println);
    survey.refuseLosses();
    if (log.size() == 0) {
      throw new DatasetException(reader.name() + " has no usable event");
    }
    if (untimed[0] > 0 && options.protocol() == Protocol.TIME_SPLIT) {
      throw new DatasetException(
          reader.name()
              + " has rows that tell no time, which time-split needs; use --protocol leave-one-out");
    }
    return untimed[0];
  }

  private Split split(InteractionLog log) {
    return options.protocol() == Protocol.LEAVE_ONE_OUT
        ? Split.leaveOneOut(options.target())
        : Split.byTime(log, options.target());
  }

  private List<EvaluationReport.Row> baselines(
      TrainingData data, Evaluator evaluator, boolean timed) {
    return new Baselines(data, evaluator, out::println)
        .fit(options.baselines(), timed).stream()
            .map(
                fitted ->
                    new EvaluationReport.Row(
                        fitted.name(),
                        0,
                        evaluator.evaluate(fitted.ranker(), data.test()),
                        0,
                        0,
                        fitted.setting(),
                        List.of()))
            .toList();
  }

  private EvaluationReport.Row model(TrainingData data, Evaluator evaluator, long seed)
      throws IOException {
    Hyperparameters parameters = options.parameters();
    Trainer trainer =
        new Trainer(data, parameters, evaluator.excludeSeen(), options.compute(), progress);
    Optional<Checkpoint> checkpoint =
        options
            .checkpoints()
            .map(
                folder ->
                    trainer.checkpoint(new LocalFolder(folder.resolve("seed-" + seed)), seed));
    long begin = System.nanoTime();
    Trainer.Outcome outcome = trainer.train(options.epochs(), seed, checkpoint);
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new EvaluationReport.Row(
        Preset.TIDEMARK.toString(),
        seed,
        trainer.test(outcome),
        seconds,
        outcome.epochs().get(outcome.best()).eventsPerSecond(),
        "epoch " + (outcome.best() + 1) + ", " + outcome.blend(),
        outcome.epochs());
  }

  private List<ClassicResult> classic(TrainingData data) {
    ClassicModel model = new ClassicModel(data, out);
    int epochs = Math.min(options.epochs(), ClassicModel.EPOCHS);
    return IntStream.rangeClosed(1, options.seeds())
        .mapToObj(seed -> model.evaluate(seed, epochs))
        .toList();
  }

  private static int targets(List<Query> queries) {
    return queries.stream().mapToInt(query -> query.targets().length).sum();
  }
}
