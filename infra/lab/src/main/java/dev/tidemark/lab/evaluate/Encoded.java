package dev.tidemark.lab.evaluate;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.folder.DatasetReader;
import dev.tidemark.data.folder.Survey;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lab.report.EvaluationReport;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.LogReport;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.Hyperparameters;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * A data folder as it is trained on and asked for.
 *
 * @param timed whether every row had a time
 * @param excludeSeen whether a shopper's earlier items are left out of rankings
 */
record Encoded(String name, TrainingData data, LogReport log, boolean timed, boolean excludeSeen) {

  /**
   * Reads a folder and tells what is in it. The log of its rows ends here: training needs the
   * memory.
   *
   * @throws DatasetException where the data cannot be read or does not fit the protocol
   */
  static Encoded read(Evaluation.Options options, PrintStream out) {
    DatasetReader reader = DatasetReader.open(options.folder(), options.given());
    InteractionLog log = new InteractionLog();
    long untimed = read(reader, log, options, out);
    if (untimed == 0 || options.protocol() == Evaluation.Protocol.TIME_SPLIT) {
      log.sortAsServed();
    }
    LogReport report = log.report();
    report.lines().forEach(out::println);
    Hyperparameters parameters = options.parameters();
    TrainingData data =
        new LogEncoder(log, split(log, options))
            .encode(parameters.askedWindow(), parameters.askedOlder())
            .withQuestions();
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
    return new Encoded(reader.name(), data, report, untimed == 0, excludeSeen);
  }

  /** Returns how many rows have no time; a split by time refuses them. */
  private static long read(
      DatasetReader reader, InteractionLog log, Evaluation.Options options, PrintStream out) {
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
    if (untimed[0] > 0 && options.protocol() == Evaluation.Protocol.TIME_SPLIT) {
      throw new DatasetException(
          reader.name()
              + " has rows that tell no time, which time-split needs; use --protocol leave-one-out");
    }
    return untimed[0];
  }

  private static Split split(InteractionLog log, Evaluation.Options options) {
    return options.protocol() == Evaluation.Protocol.LEAVE_ONE_OUT
        ? Split.leaveOneOut(options.target())
        : Split.byTime(log, options.target());
  }

  EvaluationReport.DataSet dataset() {
    return new EvaluationReport.DataSet(
        name,
        data.histories().size(),
        data.vocabulary().size(),
        data.interactions(),
        targets(data.validation()),
        targets(data.test()),
        log);
  }

  private static int targets(List<Query> queries) {
    return queries.stream().mapToInt(query -> query.targets().length).sum();
  }
}
