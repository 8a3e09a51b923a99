package dev.tidemark.forecast.method;

import java.util.List;
import java.util.stream.Collectors;

/** The mean of several methods, which is seldom far off where each of them is at times. */
public record Mix(List<Method> methods) implements Method {
  public Mix {
    methods = List.copyOf(methods);
  }

  @Override
  public String name() {
    return methods.stream().map(Method::name).collect(Collectors.joining(",", "mean(", ")"));
  }

  @Override
  public double[] forecast(Known known) {
    return of(methods.stream().map(method -> method.forecast(known)).toList());
  }

  /** The mean of what the methods said. */
  public static double[] of(List<double[]> means) {
    double[] mean = new double[means.get(0).length];
    for (double[] one : means) {
      for (int week = 0; week < mean.length; week++) {
        mean[week] += one[week] / means.size();
      }
    }
    return mean;
  }
}
