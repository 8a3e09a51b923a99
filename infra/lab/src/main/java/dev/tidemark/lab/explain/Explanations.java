package dev.tidemark.lab.explain;

import dev.tidemark.features.History;
import dev.tidemark.features.Moment;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.lab.report.ExplanationReport.Counterfactuals;
import dev.tidemark.lab.report.ExplanationReport.HistoryLength;
import dev.tidemark.lab.report.ExplanationReport.Row;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Occlusion;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TooLittleDataException;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.Trainer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Measures how faithful the reasons of the first recommended item are, beside other ways to name
 * items of a history: one question of each shopper, the last of the test. Left out are shoppers
 * whose history has no more items than are named at most, since there every method names them all.
 */
public final class Explanations {
  /** Places of an answer that is asked for without a count. */
  private static final int ANSWERED = 10;

  private static final int LEAST_NAMED = 2;

  /** What is served, see {@link Occlusion}. */
  private static final String SERVED = "occlusion";

  private final TrainingData data;
  private final SequenceEncoder encoder;
  private final boolean excludeSeen;
  private final List<Integer> items = new ArrayList<>();
  private final Map<String, List<Faithfulness>> curves = new LinkedHashMap<>();
  private int tooShort;
  private int counterfactuals;
  private int counterfactualItems;
  private int confirmed;

  /**
   * @param excludeSeen whether a shopper's earlier items are not answered
   */
  public Explanations(TrainingData data, boolean excludeSeen) {
    this.data = data;
    this.excludeSeen = excludeSeen;
    encoder = new SequenceEncoder(data.vocabulary(), data.spec());
  }

  /**
   * @param seed of what is random
   * @throws TooLittleDataException where nobody has more items than are named
   */
  public void measure(Trainer trainer, Trainer.Outcome outcome, long seed, PrintStream out) {
    List<Query> queries = questions();
    try (GraphScorer scorer = new GraphScorer(trainer, outcome)) {
      List<Rival> rivals = Rival.all(scorer, encoder, seed);
      Countdown progress = new Countdown(out, "shoppers", queries.size(), System::nanoTime);
      for (Query query : queries) {
        scorer.askAt(query.millis());
        explain(query, rivals, scorer);
        progress.step();
      }
    }
    if (items.isEmpty()) {
      throw new TooLittleDataException(
          "no shopper that can be asked for has more than "
              + Perturbation.MOST_NAMED
              + " items before, so that no explanation can be told from another; give more data");
    }
  }

  /** The last question of each shopper, in the order of time. */
  private List<Query> questions() {
    Map<History, Query> last = new LinkedHashMap<>();
    data.test().stream()
        .sorted(Comparator.comparingLong(Query::millis))
        .forEach(query -> last.put(query.history(), query));
    return last.values().stream().sorted(Comparator.comparingLong(Query::millis)).toList();
  }

  private void explain(Query query, List<Rival> rivals, GraphScorer scorer) {
    Occlusion.Question question = question(query, scorer);
    List<Integer> answered = first(question);
    Explained explained = Explained.of(question, answered.get(0));
    if (explained.items().size() <= Perturbation.MOST_NAMED) {
      tooShort++;
      return;
    }
    items.add(explained.items().size());
    Occlusion.Reason reason =
        new Occlusion(encoder, scorer).reasons(answered, question).get(explained.item());
    Map<String, List<Integer>> orders = new LinkedHashMap<>();
    orders.put(SERVED, reason.carriers());
    rivals.forEach(rival -> orders.put(rival.name(), rival.order(explained)));
    new Perturbation(encoder, scorer)
        .of(explained, orders)
        .forEach((name, own) -> curves.computeIfAbsent(name, any -> new ArrayList<>()).add(own));
    if (!reason.without().isEmpty()) {
      tryWithout(explained, Set.copyOf(reason.without()), scorer);
    }
  }

  /** What serving would ask: with as much of the history as the model looks at. */
  private Occlusion.Question question(Query query, GraphScorer scorer) {
    History history = query.history();
    History known = new History(data.spec().interactions());
    for (int i = Math.max(0, query.end() - data.spec().interactions()); i < query.end(); i++) {
      known.add(
          history.item(i),
          history.behaviour(i),
          history.millis(i),
          history.value(i),
          history.isPromoted(i));
    }
    boolean[] blocked = new boolean[data.vocabulary().size()];
    if (excludeSeen) {
      for (int item : history.items(0, query.end())) {
        blocked[item - 1] = true;
      }
    }
    Answer answer = scorer.score(encoder.encode(known, query.millis()));
    return new Occlusion.Question(known, Moment.of(query.millis()), answer, blocked, ANSWERED);
  }

  /** The items that are answered, best first. */
  private static List<Integer> first(Occlusion.Question question) {
    double[] probabilities = question.answer().probabilities();
    return IntStream.range(0, probabilities.length)
        .filter(i -> !question.blocked()[i])
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
        .limit(ANSWERED)
        .map(i -> i + 1)
        .toList();
  }

  private void tryWithout(Explained explained, Set<Integer> without, GraphScorer scorer) {
    counterfactuals++;
    counterfactualItems += without.size();
    Answer alone = scorer.score(explained.without(encoder, without));
    confirmed += explained.rank(alone) > ANSWERED ? 1 : 0;
  }

  /** A row for each method and number of named items. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    curves.forEach(
        (name, own) -> {
          for (int ke = LEAST_NAMED; ke <= Perturbation.MOST_NAMED; ke++) {
            int most = ke;
            Map<String, double[]> served =
                name.equals(SERVED) ? Map.of() : figures(curves.get(SERVED), ke);
            double named = own.stream().mapToInt(it -> it.named(most)).average().orElse(0);
            rows.add(Row.of(name, ke, named, figures(own, ke), served));
          }
        });
    return rows;
  }

  private static Map<String, double[]> figures(List<Faithfulness> curves, int ke) {
    Map<String, double[]> figures = new LinkedHashMap<>();
    figures.put("pos@5", each(curves, it -> it.pos(ke)));
    figures.put("del", each(curves, it -> it.del(ke)));
    figures.put("ins", each(curves, it -> it.ins(ke)));
    figures.put("cdcg", each(curves, it -> it.cdcg(ke)));
    return figures;
  }

  private static double[] each(List<Faithfulness> curves, ToDoubleFunction<Faithfulness> figure) {
    return curves.stream().mapToDouble(figure).toArray();
  }

  public Counterfactuals counterfactuals() {
    return new Counterfactuals(
        ANSWERED,
        Occlusion.MOST_WITHOUT,
        share(counterfactuals, items.size()),
        share(counterfactualItems, counterfactuals),
        share(confirmed, counterfactuals));
  }

  private static double share(int part, int all) {
    return all == 0 ? 0 : (double) part / all;
  }

  public HistoryLength history() {
    int[] sorted = items.stream().mapToInt(Integer::intValue).sorted().toArray();
    double mean = Arrays.stream(sorted).average().orElseThrow();
    return new HistoryLength(sorted.length, tooShort, mean, sorted[sorted.length / 2]);
  }
}
