package dev.tidemark.local.aws.gateway;

import dev.tidemark.local.template.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a request. A segment without a parameter beats one with, and a method beats
 * ANY, as in API Gateway.
 *
 * @param <T> what answers a route
 */
final class RouteTable<T> {
  private final List<Entry<T>> entries = new ArrayList<>();

  private record Entry<T>(Route route, List<String> segments, T target) {}

  /**
   * @param parameters by name
   */
  record Match<T>(Route route, Map<String, String> parameters, T target) {}

  RouteTable(Map<Route, T> routes) {
    routes.forEach(
        (route, target) -> entries.add(new Entry<>(route, segments(route.path()), target)));
    entries.sort(
        Comparator.<Entry<T>>comparingLong(RouteTable::parameters)
            .thenComparing(entry -> entry.route().method().equals("ANY")));
  }

  /**
   * @param path already decoded, as API Gateway does before it looks for a route: an encoded slash
   *     in an id separates segments
   */
  Optional<Match<T>> find(String method, String path) {
    List<String> segments = segments(path);
    return entries.stream()
        .filter(entry -> List.of(method, "ANY").contains(entry.route().method()))
        .flatMap(
            entry ->
                match(entry.segments(), segments).stream()
                    .map(found -> new Match<>(entry.route(), found, entry.target())))
        .findFirst();
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      if (isParameter(pattern.get(i)) && !segments.get(i).isEmpty()) {
        parameters.put(pattern.get(i).substring(1, pattern.get(i).length() - 1), segments.get(i));
      } else if (!pattern.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private static long parameters(Entry<?> entry) {
    return entry.segments().stream().filter(RouteTable::isParameter).count();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }
}
