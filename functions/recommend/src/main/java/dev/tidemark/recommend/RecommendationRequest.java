package dev.tidemark.recommend;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked for.
 *
 * @param userId the shop's own id, for the answer only
 * @param perCategory most items of one category; {@link #MAX_COUNT} = any number
 */
record RecommendationRequest(
    String userId,
    UserKey user,
    int count,
    ItemFilter filter,
    Exclusions exclusions,
    int perCategory) {

  static final int MAX_COUNT = 100;

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

  private static final List<String> PARAMETERS =
      List.of(
          COUNT,
          CATEGORY,
          TAGS,
          MIN_PRICE,
          MAX_PRICE,
          EXCLUDE,
          INCLUDE,
          BOUGHT_WITHIN,
          PER_CATEGORY);

  /**
   * @throws InvalidFieldException naming the parameter, its value and the remedy
   * @throws dev.tidemark.lambda.ProblemException where a body is no JSON object
   */
  static RecommendationRequest of(HttpRequest request, Pseudonymiser users) {
    String userId = request.pathParameters().getOrDefault("id", "");
    if (userId.isBlank() || userId.length() > Event.MAX_ID) {
      throw new InvalidFieldException(
          "id", userId, "give a user id of 1 to " + Event.MAX_ID + " characters");
    }
    Parameters parameters = Parameters.of(request, PARAMETERS);
    return new RecommendationRequest(
        userId,
        users.keyOf(userId),
        parameters.wholeNumber(COUNT, 1, MAX_COUNT).orElse(DEFAULT_COUNT),
        filter(parameters),
        Exclusions.of(
            parameters.list(EXCLUDE),
            parameters.wholeNumber(BOUGHT_WITHIN, 0, MOST_DAYS).orElse(0)),
        parameters.wholeNumber(PER_CATEGORY, 1, MAX_COUNT).orElse(MAX_COUNT));
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
