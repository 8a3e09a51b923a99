package dev.tidemark.propensity;

import dev.tidemark.domain.CategoryPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is to be expected of one shopper, as it is kept: a line of JSON in the files of {@link
 * #FOLDER}.
 *
 * @param userKey pseudonym, since the store knows no other name
 * @param within probabilities of an order by days
 * @param orders expected in the next {@link PropensityModel#SPEND_DAYS} days
 * @param revenue of them; NaN where no price is known
 * @param segments names of those that hold the shopper
 * @param items shares of what the shopper takes next, the likeliest first
 * @param categories the same
 * @param lines mean of an order
 */
public record Person(
    String userKey,
    Map<Integer, Double> within,
    double orders,
    double revenue,
    List<String> segments,
    List<Share> items,
    List<Share> categories,
    double lines) {

  /** Of the model store; below it lies a folder for each model version. */
  public static final String FOLDER = "recommendations/people/";

  public Person {
    within = Map.copyOf(within);
    segments = List.copyOf(segments);
    items = List.copyOf(items);
    categories = List.copyOf(categories);
  }

  public static Person of(
      String userKey, Outlook outlook, List<Share> items, List<Share> categories, double lines) {
    Map<Integer, Double> within = new TreeMap<>();
    outlook.within().forEach(it -> within.put(it.days(), it.probability()));
    return new Person(
        userKey,
        within,
        outlook.orders(),
        outlook.revenue(),
        outlook.segments().stream().map(Segment::toString).toList(),
        items,
        categories,
        lines);
  }

  /** Probability of an order within so many days; by the rhythm alone where no head tells it. */
  public double buysWithin(int days) {
    Double told = within.get(days);
    return told == null ? -Math.expm1(-orders * days / PropensityModel.SPEND_DAYS) : told;
  }

  /** The same of an order that holds an item; empty where the shopper does not take it next. */
  public Optional<Double> buysItemWithin(int days, String item) {
    return holds(days, items.stream().filter(it -> it.name().equals(item)));
  }

  /** The same of a category, its path read as everywhere, and of all below it. */
  public Optional<Double> buysOfWithin(int days, CategoryPath category) {
    return holds(
        days,
        categories.stream()
            .filter(it -> CategoryPath.all(it.name()).stream().anyMatch(category::holds)));
  }

  private Optional<Double> holds(int days, Stream<Share> wanted) {
    double share = wanted.mapToDouble(Share::share).sum();
    return share == 0
        ? Optional.empty()
        : Optional.of(Outlook.orderHolds(buysWithin(days), share, lines));
  }
}
