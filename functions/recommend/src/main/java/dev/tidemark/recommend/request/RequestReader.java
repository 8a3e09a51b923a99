package dev.tidemark.recommend.request;

import dev.tidemark.data.value.Times;
import dev.tidemark.domain.CategoryPath;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.Moment;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.recommendation.request.Assortment;
import dev.tidemark.recommendation.request.Exclusions;
import dev.tidemark.recommendation.request.ItemFilter;
import dev.tidemark.recommendation.request.Promotion;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.request.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what is asked for from query or body, where the parts of an object have a dot in their
 * names: {@code promote.percent}.
 *
 * @param clock tells when a request is made
 */
public record RequestReader(Pseudonymiser users, InstantSource clock) {
  /** Most items of a list to rank or of a basket. */
  private static final int MAX_ITEMS = 500;

  private static final int DEFAULT_COUNT = 10;
  private static final int MOST_DAYS = 36_500;
  private static final int ALL = 100;

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

  /** Of what is said of a promotion. */
  private static final String PROMOTE = "promote.";

  private static final String PERCENT = PROMOTE + "percent";
  private static final String TIME = "context.time";
  private static final String DEVICE = "context.device";
  private static final String PROMOTION = "context." + Event.PROMOTION;
  private static final List<String> CONTEXT = List.of(TIME, DEVICE, PROMOTION);

  private static final List<String> FILTER = List.of(CATEGORY, TAGS, MIN_PRICE, MAX_PRICE, INCLUDE);

  /** Of every request that looks for items. */
  private static final List<String> COMMON =
      Stream.of(
              Stream.of(COUNT),
              FILTER.stream(),
              Stream.of(EXCLUDE, PER_CATEGORY, EXPLAIN, DIVERSITY, EXPLORE, PERCENT),
              FILTER.stream().map(PROMOTE::concat))
          .flatMap(names -> names)
          .toList();

  /** Of those that the model may answer. */
  private static final List<String> MODELLED = with(COMMON, CONTEXT.toArray(String[]::new));

  /**
   * What a user may want.
   *
   * @throws InvalidFieldException naming the parameter, its value and the remedy
   * @throws dev.tidemark.lambda.ProblemException where a body is no JSON object
   */
  public RecommendationRequest forUser(HttpRequest request) {
    Parameters parameters = Parameters.of(request, with(MODELLED, BOUGHT_WITHIN, SESSION, USER_ID));
    return found(user(request, parameters), parameters);
  }

  /** A user alone, as the shop knows them; throws as {@link #forUser} does. */
  public String userId(HttpRequest request) {
    return id(request, Parameters.of(request, List.of(USER_ID)), USER_ID);
  }

  /** A user's order of given items; throws as {@link #forUser} does. */
  public RecommendationRequest ranking(HttpRequest request) {
    Parameters parameters = Parameters.of(request, with(CONTEXT, ITEMS, EXPLAIN, SESSION, USER_ID));
    Set<String> items = items(parameters);
    return new RecommendationRequest(
        user(request, parameters),
        items.size(),
        ItemFilter.only(items),
        Exclusions.NOTHING,
        Assortment.NONE,
        moment(parameters),
        true,
        parameters.flag(EXPLAIN));
  }

  /** What goes with an item; throws as {@link #forUser} does. */
  public RecommendationRequest similar(HttpRequest request) {
    Parameters parameters = Parameters.of(request, with(MODELLED, ITEM_ID));
    return found(Subject.item(id(request, parameters, ITEM_ID)), parameters);
  }

  /** What goes with a basket; throws as {@link #forUser} does. */
  public RecommendationRequest basket(HttpRequest request) {
    Parameters parameters = Parameters.of(request, with(MODELLED, ITEMS));
    return found(Subject.basket(items(parameters)), parameters);
  }

  /** What anybody may want; throws as {@link #forUser} does. */
  public RecommendationRequest trending(HttpRequest request) {
    return found(Subject.ANYBODY, Parameters.of(request, COMMON));
  }

  private static List<String> with(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).toList();
  }

  private Subject user(HttpRequest request, Parameters parameters) {
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

  private RecommendationRequest found(Subject subject, Parameters parameters) {
    int count =
        parameters.wholeNumber(COUNT, 1, RecommendationRequest.MAX_COUNT).orElse(DEFAULT_COUNT);
    return new RecommendationRequest(
        subject,
        count,
        filter(parameters, ""),
        Exclusions.of(
            parameters.list(EXCLUDE),
            parameters.wholeNumber(BOUGHT_WITHIN, 0, MOST_DAYS).orElse(0)),
        new Assortment(
            parameters
                .wholeNumber(PER_CATEGORY, 1, RecommendationRequest.MAX_COUNT)
                .orElse(Assortment.ANY),
            parameters.number(DIVERSITY, 0, 1).orElse(0),
            (int) Math.round(count * parameters.number(EXPLORE, 0, 1).orElse(0)),
            promotion(parameters, count)),
        moment(parameters),
        false,
        parameters.flag(EXPLAIN));
  }

  private static Promotion promotion(Parameters parameters, int count) {
    ItemFilter filter = filter(parameters, PROMOTE);
    OptionalDouble percent = parameters.number(PERCENT, 0, ALL);
    boolean isAny = filter.equals(ItemFilter.ANY);
    if (percent.isEmpty() && !isAny) {
      throw new InvalidFieldException(
          PERCENT, null, "give the share of the places, 0 to 100, that its items may have");
    }
    if (percent.orElse(0) > 0 && isAny) {
      throw new InvalidFieldException(
          PERCENT,
          parameters.text(PERCENT),
          "say what is promoted, too: "
              + String.join(", ", FILTER.stream().map(PROMOTE::concat).toList()));
    }
    return new Promotion((int) (count * percent.orElse(0) / ALL), filter);
  }

  private Moment moment(Parameters parameters) {
    Instant now = clock.instant();
    String time = parameters.text(TIME);
    Instant asked =
        time.isEmpty()
            ? now
            : Times.TEXTS
                .read(time)
                .or(() -> Times.NUMBERS.read(time))
                .orElseThrow(
                    () ->
                        new InvalidFieldException(
                            TIME, time, "give ISO 8601 or epoch milliseconds, 1990 to 2099"));
    if (Event.isAhead(asked, now)) {
      throw new InvalidFieldException(
          TIME, time, "it is more than 24 h ahead; give the time of the request, or leave it out");
    }
    parameters.name(DEVICE, Event.MAX_CONTEXT_TEXT);
    String promotion = parameters.name(PROMOTION, Event.MAX_CONTEXT_TEXT);
    return new Moment(
        asked.toEpochMilli(),
        promotion.isBlank()
            ? Moment.Promotion.NOT_TOLD
            : Event.isPromotion(promotion) ? Moment.Promotion.ONE : Moment.Promotion.NONE);
  }

  /**
   * @param prefix of the names of its parameters
   */
  private static ItemFilter filter(Parameters parameters, String prefix) {
    double min = parameters.price(prefix + MIN_PRICE);
    double max = parameters.price(prefix + MAX_PRICE);
    if (min > max) {
      throw new InvalidFieldException(
          prefix + MAX_PRICE,
          parameters.text(prefix + MAX_PRICE),
          "give at least " + prefix + MIN_PRICE + ", " + parameters.text(prefix + MIN_PRICE));
    }
    List<CategoryPath> categories = new ArrayList<>();
    parameters.list(prefix + CATEGORY).forEach(text -> categories.addAll(CategoryPath.all(text)));
    categories.removeIf(path -> path.text().isEmpty());
    return new ItemFilter(
        categories,
        parameters.list(prefix + TAGS),
        min,
        max,
        parameters.list(prefix + INCLUDE),
        List.of());
  }
}
