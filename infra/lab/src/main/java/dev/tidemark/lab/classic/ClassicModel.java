package dev.tidemark.lab.classic;

import dev.tidemark.data.DatasetException;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.DivergedException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Preset {@code classic}: a binary classifier as introductory articles build it, LSTM 128 and LSTM
 * 64 with relu, dropout 0.2 after each, a sigmoid unit, Adam and batches of 32. It says whether a
 * shopper will like one candidate, so its figures are no rankings. Seed and data fix the result on
 * a given machine.
 */
public final class ClassicModel {
  /** Epochs that the preset trains for. */
  public static final int EPOCHS = 10;

  private static final int LOWER_UNITS = 128;
  private static final int UPPER_UNITS = 64;
  private static final float DROPOUT = 0.2f;
  private static final int BATCH = 32;
  private static final int ASKED_AT_ONCE = 512;

  private final ClassicData data;
  private final StepFeatures features;
  private final PrintStream out;

  /** Mean loss and share of right answers, as far as counted. */
  private static final class Score {
    private int count;
    private double loss;
    private int right;

    void add(ClassicGraph.Answer answer, float[] labels) {
      count += labels.length;
      loss += answer.loss() * labels.length;
      for (int i = 0; i < labels.length; i++) {
        right += BinaryMetrics.isRight(answer.probabilities()[i], labels[i]) ? 1 : 0;
      }
    }

    double loss() {
      return loss / count;
    }

    double accuracy() {
      return (double) right / count;
    }
  }

  /**
   * @param out for progress
   * @throws DatasetException where a part of the data cannot be labelled
   */
  public ClassicModel(TrainingData data, PrintStream out) {
    this.data = new ClassicData(data);
    features = new StepFeatures(data);
    this.out = out;
  }

  /**
   * Trains from new weights and asks for the test.
   *
   * @throws DivergedException where the loss is no longer a number
   */
  public ClassicResult evaluate(long seed, int epochs) {
    out.printf(
        Locale.ROOT,
        "classic, seed %d: %,d training, %,d validation, %,d test examples of %d steps with %d"
            + " numbers; label 1 = %s%n",
        seed,
        data.training().size(),
        data.validation().size(),
        data.test().size(),
        StepFeatures.STEPS,
        features.columns(),
        data.labels());
    long begin = System.nanoTime();
    try (ClassicGraph graph =
        new ClassicGraph(StepFeatures.STEPS, features.columns(), LOWER_UNITS, UPPER_UNITS)) {
      graph.initialise(seed);
      Training training = new Training(graph, seed, epochs);
      List<ClassicEpoch> reports = new ArrayList<>();
      for (int epoch = 1; epoch <= epochs; epoch++) {
        reports.add(training.epoch(epoch));
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new ClassicResult(
          seed,
          test(graph).named(),
          seconds,
          training.rate(),
          String.format(
              Locale.ROOT,
              "lstm %d, %d relu, dropout %s, adam, batch %d, %d epochs",
              LOWER_UNITS,
              UPPER_UNITS,
              DROPOUT,
              BATCH,
              epochs),
          reports);
    }
  }

  private BinaryMetrics test(ClassicGraph graph) {
    Examples examples = data.test();
    float[] scores = new float[examples.size()];
    int[] order = inOrder(examples);
    for (int from = 0; from < order.length; from += ASKED_AT_ONCE) {
      int to = Math.min(order.length, from + ASKED_AT_ONCE);
      float[] answers =
          graph
              .ask(features.encode(examples, order, from, to), labels(examples, order, from, to))
              .probabilities();
      System.arraycopy(answers, 0, scores, from, answers.length);
    }
    return BinaryMetrics.of(scores, labels(examples, order, 0, order.length));
  }

  private Score validate(ClassicGraph graph) {
    Examples examples = data.validation();
    Score score = new Score();
    int[] order = inOrder(examples);
    for (int from = 0; from < order.length; from += ASKED_AT_ONCE) {
      int to = Math.min(order.length, from + ASKED_AT_ONCE);
      float[] labels = labels(examples, order, from, to);
      score.add(graph.ask(features.encode(examples, order, from, to), labels), labels);
    }
    return score;
  }

  private static int[] inOrder(Examples examples) {
    return IntStream.range(0, examples.size()).toArray();
  }

  private float[] labels(Examples examples, int[] order, int from, int to) {
    float[] labels = new float[to - from];
    for (int i = from; i < to; i++) {
      labels[i - from] = data.labels().of(examples.get(order[i]));
    }
    return labels;
  }

  /** Runs one epoch after another. */
  private final class Training {
    private final ClassicGraph graph;
    private final long seed;
    private final int epochs;
    private final ClassicProgress progress;
    private final SplittableRandom random;
    private final int[] order = inOrder(data.training());
    private long step;
    private long trained;
    private long nanos;

    Training(ClassicGraph graph, long seed, int epochs) {
      this.graph = graph;
      this.seed = seed;
      this.epochs = epochs;
      progress = new ClassicProgress(out, epochs);
      random = new SplittableRandom(seed);
    }

    ClassicEpoch epoch(int epoch) {
      shuffle();
      Score score = new Score();
      for (int from = 0; from < order.length; from += BATCH) {
        long begin = System.nanoTime();
        learn(epoch, from, Math.min(order.length, from + BATCH), score);
        nanos += System.nanoTime() - begin;
        progress.step(
            epoch, (double) score.count / order.length, score.loss(), rate(), secondsLeft());
      }
      Score validation = validate(graph);
      ClassicEpoch report =
          new ClassicEpoch(
              epoch, score.loss(), score.accuracy(), validation.loss(), validation.accuracy());
      progress.epoch(report, rate(), secondsLeft());
      return report;
    }

    private void learn(int epoch, int from, int to, Score score) {
      float[] labels = labels(data.training(), order, from, to);
      ClassicGraph.Answer answer =
          graph.train(
              features.encode(data.training(), order, from, to), labels, DROPOUT, seed, ++step);
      if (!Double.isFinite(answer.loss())) {
        throw new DivergedException(
            String.format(
                Locale.ROOT,
                "preset classic: the loss is not a number any more in epoch %d, step %d; relu lets"
                    + " states grow without bound. Give fewer --epochs or use --preset tidemark",
                epoch,
                step));
      }
      score.add(answer, labels);
      trained += labels.length;
    }

    /** Fisher and Yates. */
    private void shuffle() {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
    }

    /** Examples a second, validation not counted. */
    double rate() {
      return trained * 1e9 / Math.max(1, nanos);
    }

    private double secondsLeft() {
      return ((double) epochs * order.length - trained) / rate();
    }
  }
}
