package dev.tidemark.training.network.lstm;

/**
 * The LSTM cell by its equations, one number at a time, for comparison with the fused operator:
 *
 * <pre>
 * i = sigmoid(Wi [x, h'] + bi)    f = sigmoid(Wf [x, h'] + bf)    g = act(Wg [x, h'] + bg)
 * c = f * c' + i * g              o = sigmoid(Wo [x, h'] + bo)    h = o * tanh(c)
 * </pre>
 */
final class ReferenceLstm {
  /** Activation of the candidate; tanh as usual, sigmoid as some texts write it. */
  enum Candidate {
    TANH,
    SIGMOID;

    double of(double x) {
      return this == TANH ? Math.tanh(x) : sigmoid(x);
    }
  }

  private final double[][] weights;
  private final double[] bias;
  private final Candidate candidate;
  private final int hidden;
  private double[] h;
  private double[] c;

  /**
   * @param weights [inputs + hidden][4 * hidden], gates in the order i, f, g, o
   * @param bias [4 * hidden]
   */
  ReferenceLstm(double[][] weights, double[] bias, Candidate candidate) {
    this.weights = weights;
    this.bias = bias;
    this.candidate = candidate;
    hidden = bias.length / 4;
    h = new double[hidden];
    c = new double[hidden];
  }

  /** Reads one input and returns the new hidden state. */
  double[] step(double... x) {
    double[] next = new double[hidden];
    double[] nextCell = new double[hidden];
    for (int u = 0; u < hidden; u++) {
      double i = sigmoid(gate(x, 0, u));
      double f = sigmoid(gate(x, 1, u));
      double g = candidate.of(gate(x, 2, u));
      double o = sigmoid(gate(x, 3, u));
      nextCell[u] = f * c[u] + i * g;
      next[u] = o * Math.tanh(nextCell[u]);
    }
    c = nextCell;
    h = next;
    return h.clone();
  }

  double[] cell() {
    return c.clone();
  }

  private double gate(double[] x, int gate, int unit) {
    int column = gate * hidden + unit;
    double sum = bias[column];
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * weights[k][column];
    }
    for (int k = 0; k < hidden; k++) {
      sum += h[k] * weights[x.length + k][column];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
