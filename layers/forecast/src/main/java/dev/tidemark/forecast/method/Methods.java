package dev.tidemark.forecast.method;

import java.util.ArrayList;
import java.util.List;

/** The methods that there are. */
public final class Methods {
  private static final List<Double> DISCOUNTS = List.of(0.1, 0.2, 0.3, 0.5);
  private static final List<Double> CALENDAR_DISCOUNTS = List.of(0.1, 0.3, 0.5);

  private Methods() {}

  /** What every forecast is compared with. */
  public static List<Method> plain() {
    return List.of(
        new Naive(), new SeasonalNaive(), new MovingAverage(), new Ets(), new Croston(), new Tsb());
  }

  /** What total and categories choose among; the first where nothing speaks for another. */
  public static List<Method> candidates() {
    List<Method> methods = new ArrayList<>();
    for (double discount : DISCOUNTS) {
      methods.add(new Recent(discount));
    }
    for (double discount : CALENDAR_DISCOUNTS) {
      methods.add(new Calendar(new Recent(discount)));
    }
    methods.addAll(plain());
    methods.add(new Theta());
    methods.add(new Mix(List.of(new Recent(0.1), new SeasonalNaive())));
    methods.add(new Mix(List.of(new Recent(0.3), new SeasonalNaive())));
    methods.add(new Mix(List.of(new Recent(0.3), new Theta(), new SeasonalNaive())));
    methods.add(new Mix(List.of(new Recent(0.3), new Theta())));
    methods.add(new Mix(List.of(new Recent(0.3), new Tsb())));
    methods.add(new Mix(List.of(new Recent(0.1), new Tsb(), new Croston(), new MovingAverage())));
    return methods;
  }

  /** What items choose among: each says one number, the item's part of its category. */
  public static List<Method> ofItems() {
    List<Method> methods = new ArrayList<>();
    for (double discount : List.of(0.05, 0.1, 0.2, 0.3)) {
      methods.add(new Recent(discount));
    }
    methods.add(new MovingAverage());
    methods.add(new Croston());
    methods.add(new Tsb());
    return methods;
  }
}
