package dev.tidemark.forecast.method;

import java.util.ArrayList;
import java.util.List;

/**
 * Exponential smoothing: of the level alone, with a trend, a damped trend, and from two years on
 * with a season of 52 weeks; the one with the lowest AICc (Hyndman and others 2008).
 */
public record Ets() implements Method {
  private static final int TWO_SEASONS = 2 * SeasonalNaive.YEAR;

  @Override
  public String name() {
    return "ets";
  }

  @Override
  public double[] forecast(Known known) {
    double[] mean = best(known.sold()).forecast(known.weeks());
    for (int week = 0; week < mean.length; week++) {
      mean[week] = Math.max(0, mean[week]);
    }
    return mean;
  }

  private static EtsModel best(double[] sold) {
    EtsModel best = EtsModel.fit(sold, EtsShape.LEVEL);
    for (EtsShape shape : shapes(sold.length)) {
      EtsModel model = EtsModel.fit(sold, shape);
      if (model.aicc() < best.aicc()) {
        best = model;
      }
    }
    return best;
  }

  private static List<EtsShape> shapes(int weeks) {
    List<EtsShape> shapes = new ArrayList<>();
    for (EtsShape shape : List.of(EtsShape.TREND, EtsShape.DAMPED)) {
      if (weeks > shape.parameters() + 2) {
        shapes.add(shape);
      }
    }
    if (weeks >= TWO_SEASONS) {
      shapes.add(EtsShape.LEVEL.withSeason(SeasonalNaive.YEAR));
    }
    return shapes;
  }
}
