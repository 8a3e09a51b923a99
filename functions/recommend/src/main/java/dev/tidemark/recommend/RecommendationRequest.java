package dev.tidemark.recommend;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.HttpRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is asked for. An empty parameter counts as one that is not given.
 *
 * @param userId the shop's own id, for the answer only
 * @param excluded ids of items that must not be answered
 * @param excludeSeen whether nothing that the user has interacted with may be answered
 */
record RecommendationRequest(
    String userId,
    UserKey user,
    int count,
    ItemFilter filter,
    Set<String> excluded,
    boolean excludeSeen) {

  static final int MAX_COUNT = 100;

  private static final int DEFAULT_COUNT = 10;

  /** Stands for everything in the user's history, among the ids to exclude. */
  private static final String SEEN = "seen";

  RecommendationRequest {
    excluded = Set.copyOf(excluded);
  }

  /**
   * @throws InvalidFieldException naming the parameter, its value and the remedy
   */
  static RecommendationRequest of(HttpRequest request, Pseudonymiser users) {
    String userId = request.pathParameters().getOrDefault("id", "");
    if (userId.isBlank() || userId.length() > Event.MAX_ID) {
      throw new InvalidFieldException(
          "id", userId, "give a user id of 1 to " + Event.MAX_ID + " characters");
    }
    Map<String, String> query = request.query();
    Set<String> excluded = ids(query.getOrDefault("exclude", ""));
    boolean excludeSeen = excluded.remove(SEEN);
    return new RecommendationRequest(
        userId, users.keyOf(userId), count(query), filter(query), excluded, excludeSeen);
  }

  /** Ids that must not be answered to somebody who has seen these items. */
  Set<String> excludedWith(Set<String> seen) {
    Set<String> all = new HashSet<>(excluded);
    all.addAll(seen);
    return all;
  }

  private static Set<String> ids(String list) {
    Set<String> ids = new HashSet<>();
    for (String id : list.split(",", -1)) {
      if (!id.isBlank()) {
        ids.add(id.strip());
      }
    }
    return ids;
  }

  private static int count(Map<String, String> query) {
    String text = query.getOrDefault("count", "");
    if (text.isEmpty()) {
      return DEFAULT_COUNT;
    }
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= MAX_COUNT) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Refused below together with numbers out of bounds.
    }
    throw new InvalidFieldException("count", text, "give a whole number from 1 to " + MAX_COUNT);
  }

  private static ItemFilter filter(Map<String, String> query) {
    double min = price(query, "minPrice");
    double max = price(query, "maxPrice");
    if (min > max) {
      throw new InvalidFieldException(
          "maxPrice", query.get("maxPrice"), "give at least minPrice, " + query.get("minPrice"));
    }
    return new ItemFilter(query.getOrDefault("category", ""), min, max);
  }

  private static double price(Map<String, String> query, String name) {
    String text = query.getOrDefault(name, "");
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      double price = Double.parseDouble(text);
      if (price >= 0 && Double.isFinite(price)) {
        return price;
      }
    } catch (NumberFormatException e) {
      // Refused below together with numbers out of bounds.
    }
    throw new InvalidFieldException(name, text, "give a price of 0 or more");
  }
}
