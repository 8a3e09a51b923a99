package dev.tidemark.lab.classic;

import com.carrotsearch.hppc.FloatArrayList;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.tidemark.data.DatasetException;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.DivergedException;
import java.io.PrintStream;
import java.time.Duration;
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
  private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

  private final ClassicData data;
  private final StepFeatures features;
  private final PrintStream out;

  /** Answers as far as they are known, and what they are worth. */
  private static final class Score {
    private final FloatArrayList probabilities = new FloatArrayList();
    private final FloatArrayList labels = new FloatArrayList();
    private double loss;
    private int right;

    void add(ClassicGraph.Answer answer, float[] truth) {
      probabilities.add(answer.probabilities());
      labels.add(truth);
      loss += answer.loss() * truth.length;
      for (int i = 0; i < truth.length; i++) {
        right += BinaryMetrics.isRight(answer.probabilities()[i], truth[i]) ? 1 : 0;
      }
    }

    double loss() {
      return loss / labels.size();
    }

    double accuracy() {
      return (double) right / labels.size();
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
      List<ClassicEpoch> reports =
          IntStream.rangeClosed(1, epochs).mapToObj(training::epoch).toList();
      double seconds = (System.nanoTime() - begin) / 1e9;
      Score test = ask(graph, data.test());
      return new ClassicResult(
          seed,
          BinaryMetrics.of(test.probabilities.toArray(), test.labels.toArray()),
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

  private Score ask(ClassicGraph graph, Examples examples) {
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
    private final SplittableRandom random;
    private final int[] order = inOrder(data.training());
    private long lastLine = System.nanoTime();
    private long step;
    private long trained;
    private long nanos;

    Training(ClassicGraph graph, long seed, int epochs) {
      this.graph = graph;
      this.seed = seed;
      this.epochs = epochs;
      random = new SplittableRandom(seed);
    }

    /** Prints a line at its end, and one every few seconds within it. */
    ClassicEpoch epoch(int epoch) {
      shuffle();
      Score score = new Score();
      for (int from = 0; from < order.length; from += BATCH) {
        int to = Math.min(order.length, from + BATCH);
        long begin = System.nanoTime();
        learn(epoch, from, to, score);
        nanos += System.nanoTime() - begin;
        if (to < order.length && System.nanoTime() - lastLine >= QUIET_NANOS) {
          print(epoch, "%3.0f %%  loss %.4f", 100.0 * to / order.length, score.loss());
        }
      }
      Score validation = ask(graph, data.validation());
      print(
          epoch,
          "done  loss %.4f  accuracy %.4f  val_loss %.4f  val_accuracy %.4f",
          score.loss(),
          score.accuracy(),
          validation.loss(),
          validation.accuracy());
      return new ClassicEpoch(
          epoch, score.loss(), score.accuracy(), validation.loss(), validation.accuracy());
    }

    @FormatMethod
    private void print(int epoch, @FormatString String format, Object... values) {
      long left = Math.round(((double) epochs * order.length - trained) / rate());
      out.printf(
          Locale.ROOT,
          "epoch %2d/%d  %s  %,.0f examples/s  %d:%02d left%n",
          epoch,
          epochs,
          String.format(Locale.ROOT, format, values),
          rate(),
          left / 60,
          left % 60);
      out.flush();
      lastLine = System.nanoTime();
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
  }
}
