package dev.tidemark.recommend.request;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is asked for.
 *
 * @param perCategory most items of one category
 * @param diversity how much less items count that are like others, 0 to 1
 * @param explore how many of the items are to be new ones, as far as there are such
 * @param ranking whether the items of the filter are to be ordered, so that also those are answered
 *     that nobody knows
 * @param explain whether each item is to have its reason
 */
public record RecommendationRequest(
    Subject subject,
    int count,
    ItemFilter filter,
    Exclusions exclusions,
    int perCategory,
    double diversity,
    int explore,
    boolean ranking,
    boolean explain) {

  public static final int MAX_COUNT = 100;

  /** Most items of a list to rank or of a basket. */
  public static final int MAX_ITEMS = 500;

  /** That there is no limit. */
  public static final int ANY = Integer.MAX_VALUE;

  private static final int POOL = 4;
  private static final int DEFAULT_COUNT = 10;
  private static final int MOST_DAYS = 36_500;

  private static final String COUNT = "count";
  private static final String CATEGORY = "category";
  private static final String TAGS = "tags";
  private static final String MIN_PRICE = "minPrice";
  private static final String MAX_PRICE = "maxPrice";
  private static final String EXCLUDE = "exclude";
  private static final String INCLUDE = "include";
  private static final String BOUGHT_WITHIN = "excludeBoughtWithinDays";
  private static final String PER_CATEGORY = "perCategory";
  private static final String ITEMS = "items";
  private static final String EXPLAIN = "explain";
  private static final String DIVERSITY = "diversity";
  private static final String EXPLORE = "explore";
  private static final String SESSION = "sessionId";
  private static final String USER_ID = "userId";
  private static final String ITEM_ID = "itemId";

  /** Stands in the path for an id that a path cannot hold, such as one with a slash. */
  private static final String ELSEWHERE = "-";

  /** Of every request that looks for items. */
  private static final List<String> COMMON =
      List.of(
          COUNT,
          CATEGORY,
          TAGS,
          MIN_PRICE,
          MAX_PRICE,
          EXCLUDE,
          INCLUDE,
          PER_CATEGORY,
          EXPLAIN,
          DIVERSITY,
          EXPLORE);

  /**
   * What a user may want.
   *
   * @throws InvalidFieldException naming the parameter, its value and the remedy
   * @throws dev.tidemark.lambda.ProblemException where a body is no JSON object
   */
  public static RecommendationRequest forUser(HttpRequest request, Pseudonymiser users) {
    Parameters parameters = Parameters.of(request, with(BOUGHT_WITHIN, SESSION, USER_ID));
    return found(user(request, parameters, users), parameters);
  }

  /** A user's order of given items; throws as {@link #forUser} does. */
  public static RecommendationRequest ranking(HttpRequest request, Pseudonymiser users) {
    Parameters parameters = Parameters.of(request, List.of(ITEMS, EXPLAIN, SESSION, USER_ID));
    Set<String> items = items(parameters);
    return new RecommendationRequest(
        user(request, parameters, users),
        items.size(),
        ItemFilter.only(items),
        Exclusions.NOTHING,
        ANY,
        0,
        0,
        true,
        parameters.flag(EXPLAIN));
  }

  /** What goes with an item; throws as {@link #forUser} does. */
  public static RecommendationRequest similar(HttpRequest request) {
    Parameters parameters = Parameters.of(request, with(ITEM_ID));
    return found(Subject.item(id(request, parameters, ITEM_ID)), parameters);
  }

  /** What goes with a basket; throws as {@link #forUser} does. */
  public static RecommendationRequest basket(HttpRequest request) {
    Parameters parameters = Parameters.of(request, with(ITEMS));
    return found(Subject.basket(items(parameters)), parameters);
  }

  /** What anybody may want; throws as {@link #forUser} does. */
  public static RecommendationRequest trending(HttpRequest request) {
    return found(Subject.ANYBODY, Parameters.of(request, COMMON));
  }

  /** Items among which those are chosen that are answered. */
  public int pool() {
    return diversity == 0 ? count : Math.min(MAX_COUNT, POOL * count);
  }

  /** The same for what is within other categories. */
  public RecommendationRequest within(List<CategoryPath> categories) {
    return new RecommendationRequest(
        subject,
        count,
        filter.within(categories),
        exclusions,
        perCategory,
        diversity,
        explore,
        ranking,
        explain);
  }

  private static List<String> with(String... names) {
    return Stream.concat(COMMON.stream(), Stream.of(names)).toList();
  }

  private static Subject user(HttpRequest request, Parameters parameters, Pseudonymiser users) {
    String userId = id(request, parameters, USER_ID);
    Set<UserKey> keys = new LinkedHashSet<>();
    keys.add(users.keyOf(userId));
    String session = parameters.text(SESSION);
    if (!session.isBlank()) {
      keys.add(users.keyOf(checked(SESSION, session)));
    }
    return Subject.user(userId, List.copyOf(keys));
  }

  /**
   * The id of the path or, where that only stands for it, the parameter.
   *
   * @param name of the parameter
   */
  private static String id(HttpRequest request, Parameters parameters, String name) {
    String inPath = request.pathParameters().getOrDefault("id", "");
    String given = parameters.text(name);
    if (given.isEmpty()) {
      return checked("id", inPath);
    }
    if (!inPath.equals(ELSEWHERE)) {
      throw new InvalidFieldException(
          name, given, "the path says '" + inPath + "'; give '" + ELSEWHERE + "' there");
    }
    return checked(name, given);
  }

  private static String checked(String name, String id) {
    if (id.isBlank() || id.length() > Event.MAX_ID) {
      throw new InvalidFieldException(
          name, id, "give an id of 1 to " + Event.MAX_ID + " characters");
    }
    return id;
  }

  private static Set<String> items(Parameters parameters) {
    Set<String> items = parameters.list(ITEMS);
    if (items.size() > MAX_ITEMS) {
      throw new InvalidFieldException(ITEMS, items.size() + " items", "give at most " + MAX_ITEMS);
    }
    return items;
  }

  private static RecommendationRequest found(Subject subject, Parameters parameters) {
    int count = parameters.wholeNumber(COUNT, 1, MAX_COUNT).orElse(DEFAULT_COUNT);
    return new RecommendationRequest(
        subject,
        count,
        filter(parameters),
        Exclusions.of(
            parameters.list(EXCLUDE),
            parameters.wholeNumber(BOUGHT_WITHIN, 0, MOST_DAYS).orElse(0)),
        parameters.wholeNumber(PER_CATEGORY, 1, MAX_COUNT).orElse(ANY),
        parameters.share(DIVERSITY),
        (int) Math.round(count * parameters.share(EXPLORE)),
        false,
        parameters.flag(EXPLAIN));
  }

  private static ItemFilter filter(Parameters parameters) {
    double min = parameters.price(MIN_PRICE);
    double max = parameters.price(MAX_PRICE);
    if (min > max) {
      throw new InvalidFieldException(
          MAX_PRICE,
          parameters.text(MAX_PRICE),
          "give at least " + MIN_PRICE + ", " + parameters.text(MIN_PRICE));
    }
    List<CategoryPath> categories = new ArrayList<>();
    parameters.list(CATEGORY).forEach(text -> categories.addAll(CategoryPath.all(text)));
    categories.removeIf(path -> path.text().isEmpty());
    return new ItemFilter(categories, parameters.list(TAGS), min, max, parameters.list(INCLUDE));
  }
}
