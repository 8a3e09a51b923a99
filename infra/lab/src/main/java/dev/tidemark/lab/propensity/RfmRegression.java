package dev.tidemark.lab.propensity;

import dev.tidemark.propensity.Inputs;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** The usual baseline: logistic regression of recency, frequency and monetary value, by Tribuo. */
final class RfmRegression {
  /** Held, or its level is forgotten: how long its training takes is not told to users. */
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  static {
    TRIBUO.setLevel(Level.WARNING);
  }

  private static final String BUYS = "buys";
  private static final String STAYS = "stays";
  private static final List<String> NAMES = List.of("RECENCY", "ORDERS", "VALUE");
  private static final int EPOCHS = 10;
  private static final double RATE = 0.3;
  private static final double EPSILON = 0.1;
  private static final int BATCH = 32;
  private static final int NEVER_LOG = Integer.MAX_VALUE;

  private final LabelFactory labels = new LabelFactory();
  private final double[] means = new double[NAMES.size()];
  private final double[] deviations = new double[NAMES.size()];
  private final Model<Label> model;

  RfmRegression(double[][] inputs, boolean[] buys, long seed) {
    scale(inputs);
    MutableDataset<Label> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("cuts", labels), labels);
    for (int i = 0; i < inputs.length; i++) {
      data.add(example(inputs[i], new Label(buys[i] ? BUYS : STAYS)));
    }
    model =
        new LinearSGDTrainer(
                new LogMulticlass(), new AdaGrad(RATE, EPSILON), EPOCHS, NEVER_LOG, BATCH, seed)
            .train(data);
  }

  double probability(double[] inputs) {
    return model
        .predict(example(inputs, LabelFactory.UNKNOWN_LABEL))
        .getOutputScores()
        .get(BUYS)
        .getScore();
  }

  private ArrayExample<Label> example(double[] inputs, Label label) {
    double[] values = new double[NAMES.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (at(inputs, i) - means[i]) / deviations[i];
    }
    return new ArrayExample<>(label, NAMES.toArray(String[]::new), values);
  }

  private static double at(double[] inputs, int i) {
    return inputs[Inputs.names().indexOf(NAMES.get(i))];
  }

  private void scale(double[][] inputs) {
    for (int i = 0; i < means.length; i++) {
      for (double[] row : inputs) {
        means[i] += at(row, i) / inputs.length;
      }
      double squares = 0;
      for (double[] row : inputs) {
        squares += Math.pow(at(row, i) - means[i], 2) / inputs.length;
      }
      deviations[i] = squares > 0 ? Math.sqrt(squares) : 1;
    }
  }
}
