package dev.tidemark.training;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.data.DatasetException;
import dev.tidemark.features.data.DatasetReader;
import dev.tidemark.training.baseline.Baselines;
import dev.tidemark.training.classic.ClassicModel;
import dev.tidemark.training.classic.ClassicResult;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.ModelRanker;
import dev.tidemark.training.model.ConsoleProgress;
import dev.tidemark.training.model.Hyperparameters;
import dev.tidemark.training.model.Trainer;
import dev.tidemark.training.network.ScoringGraph;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One comparison of the model with the baselines. */
final class Evaluation {
  private static final int MOST_TOWERS = 8;

  private final Path folder;
  private final Protocol protocol;
  private final Exclusion exclusion;
  private final Set<Preset> presets;
  private final int seeds;
  private final int epochs;
  private final PrintStream out;

  /** What is trained on and what is asked for. */
  enum Protocol {
    LEAVE_ONE_OUT("leave-one-out"),
    TIME_SPLIT("time-split");

    private final String text;

    Protocol(String text) {
      this.text = text;
    }

    static Protocol of(String text) {
      for (Protocol protocol : values()) {
        if (protocol.text.equals(text)) {
          return protocol;
        }
      }
      throw new IllegalArgumentException(
          "--protocol: '" + text + "'; give leave-one-out or time-split");
    }
  }

  /** Whether a shopper's earlier items are left out of rankings. */
  enum Exclusion {
    AUTO,
    ALWAYS,
    NEVER
  }

  /**
   * @param out for progress
   */
  Evaluation(
      Path folder,
      Protocol protocol,
      Exclusion exclusion,
      Set<Preset> presets,
      int seeds,
      int epochs,
      PrintStream out) {
    if (seeds < 1 || epochs < 1) {
      throw new IllegalArgumentException("--seeds and --epochs: give at least 1");
    }
    this.folder = folder;
    this.protocol = protocol;
    this.exclusion = exclusion;
    this.presets = presets;
    this.seeds = seeds;
    this.epochs = epochs;
    this.out = out;
  }

  /**
   * @throws DatasetException where the data cannot be read or does not fit the protocol
   */
  EvaluationReport run() {
    DatasetReader reader = DatasetReader.open(folder);
    InteractionLog log = new InteractionLog();
    long untimed = read(reader, log);
    boolean timed = untimed == 0;
    Hyperparameters parameters = Hyperparameters.DEFAULT;
    TrainingData data = new LogEncoder(log, split(log)).encode(parameters.window());
    boolean excludeSeen =
        exclusion == Exclusion.ALWAYS || (exclusion == Exclusion.AUTO && data.repeatsAreRare());
    out.printf(
        Locale.ROOT,
        "%s: %,d interactions of %,d shoppers with %,d items; seen items %s%n",
        reader.name(),
        data.interactions(),
        data.histories().size(),
        data.vocabulary().size(),
        excludeSeen ? "excluded" : "ranked too");
    Evaluator evaluator = new Evaluator(data.vocabulary().size(), excludeSeen);
    List<ClassicResult> classic = presets.contains(Preset.CLASSIC) ? classic(data) : List.of();
    List<EvaluationReport.Row> rows = new ArrayList<>();
    if (presets.contains(Preset.TIDEMARK)) {
      rows.addAll(baselines(data, evaluator, timed));
      for (int seed = 1; seed <= seeds; seed++) {
        rows.add(model(data, evaluator, parameters, seed));
      }
    }
    EvaluationReport.DataSet dataset =
        new EvaluationReport.DataSet(
            reader.name(),
            data.histories().size(),
            data.vocabulary().size(),
            data.interactions(),
            targets(data.validation()),
            targets(data.test()));
    return EvaluationReport.of(protocol.text, dataset, excludeSeen, rows, classic);
  }

  /** Returns how many rows have no time; a split by time refuses them. */
  private long read(DatasetReader reader, InteractionLog log) {
    long[] untimed = new long[1];
    reader.readItems(log::add);
    reader.readEvents(
        event -> {
          boolean timed = DatasetReader.isTimed(event);
          untimed[0] += timed ? 0 : 1;
          if (timed || protocol == Protocol.LEAVE_ONE_OUT) {
            log.add(interaction(event));
          }
        });
    if (log.size() == 0) {
      throw new DatasetException(
          reader.name()
              + " has no rows with a timestamp, which time-split needs; use --protocol"
              + " leave-one-out");
    }
    if (untimed[0] > 0 && protocol == Protocol.TIME_SPLIT) {
      out.printf(Locale.ROOT, "%,d rows without a timestamp are left out%n", untimed[0]);
    }
    return untimed[0];
  }

  /** Nothing is stored, so shoppers need no pseudonyms. */
  private static Interaction interaction(Event event) {
    return Interaction.of(event, new UserKey(event.userId()));
  }

  private Split split(InteractionLog log) {
    if (protocol == Protocol.LEAVE_ONE_OUT) {
      return Split.leaveOneOut();
    }
    log.sortAsServed();
    return Split.byTime(log);
  }

  private List<EvaluationReport.Row> baselines(
      TrainingData data, Evaluator evaluator, boolean timed) {
    List<EvaluationReport.Row> rows = new ArrayList<>();
    for (Baselines.Fitted fitted : new Baselines(data, evaluator, out::println).fit(timed)) {
      rows.add(
          new EvaluationReport.Row(
              fitted.name(),
              0,
              evaluator.evaluate(fitted.ranker(), data.test()),
              0,
              0,
              fitted.setting()));
    }
    return rows;
  }

  private EvaluationReport.Row model(
      TrainingData data, Evaluator evaluator, Hyperparameters parameters, long seed) {
    int towers = Math.min(MOST_TOWERS, Runtime.getRuntime().availableProcessors());
    Trainer trainer =
        new Trainer(data, parameters, evaluator.excludesSeen(), towers, new ConsoleProgress(out));
    long begin = System.nanoTime();
    Trainer.Outcome outcome = trainer.train(epochs, seed);
    double seconds = (System.nanoTime() - begin) / 1e9;
    try (ScoringGraph graph = new ScoringGraph(trainer.shape(), data.features())) {
      graph.load(outcome.weights());
      SequenceEncoder encoder = new SequenceEncoder(data.vocabulary(), data.spec());
      return new EvaluationReport.Row(
          Preset.TIDEMARK.toString(),
          seed,
          evaluator.evaluate(new ModelRanker(graph, encoder), data.test()),
          seconds,
          outcome.epochs().get(outcome.best()).eventsPerSecond(),
          "epoch " + (outcome.best() + 1));
    }
  }

  private List<ClassicResult> classic(TrainingData data) {
    ClassicModel model = new ClassicModel(data, protocol == Protocol.TIME_SPLIT, out);
    List<ClassicResult> results = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      results.add(model.evaluate(seed, Math.min(epochs, ClassicModel.EPOCHS)));
    }
    return results;
  }

  private static int targets(List<Query> queries) {
    return queries.stream().mapToInt(query -> query.targets().length).sum();
  }
}
