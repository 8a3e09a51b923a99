package dev.tidemark.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.cloudwatchlogs.emf.exception.EMFClientException;
import software.amazon.cloudwatchlogs.emf.model.DimensionSet;
import software.amazon.cloudwatchlogs.emf.model.MetricsContext;

/**
 * Writes what a request measured as one log line, from which CloudWatch makes metrics (Embedded
 * Metric Format). One dimension, the function; never anything about the caller. One request at a
 * time, as a Lambda function works.
 */
public final class Metrics {
  public static final String NAMESPACE = "Tidemark";

  /** Keeps several stacks of one account apart, since each names its functions itself. */
  public static final String DIMENSION = "FunctionName";

  private final String function;
  private final Consumer<String> lines;
  private boolean muted;
  private boolean cold = true;

  /**
   * @param function name of the function in AWS
   * @param lines takes each line
   */
  public Metrics(String function, Consumer<String> lines) {
    this.function = function;
    this.lines = lines;
  }

  /** Metrics of the function that this process is, in its log; Lambda always tells the name. */
  public static Metrics toLog() {
    return new Metrics(
        System.getenv().getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "local"), System.out::println);
  }

  /** Writes one line; the first one also counts a cold start. */
  public void record(Map<Metric, ? extends Number> values) {
    Map<Metric, Number> all = new EnumMap<>(Metric.class);
    all.putAll(values);
    all.put(Metric.COLD_STARTS, cold ? 1 : 0);
    List<String> rendered = render(all);
    if (!muted) {
      cold = false;
      rendered.forEach(lines);
    }
  }

  /** Runs what must not count, such as priming; its lines are made, so that the code is warm. */
  public void muted(Runnable action) {
    muted = true;
    try {
      action.run();
    } finally {
      muted = false;
    }
  }

  private List<String> render(Map<Metric, Number> values) {
    MetricsContext context = new MetricsContext();
    try {
      context.setNamespace(NAMESPACE);
      context.setDimensions(DimensionSet.of(DIMENSION, function));
      for (Map.Entry<Metric, Number> entry : values.entrySet()) {
        Metric metric = entry.getKey();
        context.putMetric(metric.label(), entry.getValue().doubleValue(), metric.unit());
      }
      return context.serialize();
    } catch (EMFClientException | JsonProcessingException e) {
      throw new IllegalStateException("a metric that CloudWatch does not take", e);
    }
  }
}
