package dev.tidemark.local.aws.gateway;

import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.template.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What was asked of the routes in the last minutes. It knows routes alone, never a path, which
 * holds ids. Safe for use by several threads.
 */
public final class Traffic {
  /** What is told reaches back so many whole minutes, beside the one that is under way. */
  private static final int MINUTES = 10;

  private static final String EVENTS = "POST /v1/events";
  private static final String ERASURE = "DELETE /v1/users/{id}";
  private static final int FAILED = 500;

  private final Deque<Minute> minutes = new ArrayDeque<>();
  private long erasures;

  private record Minute(long number, Map<String, RouteTraffic> routes) {}

  /**
   * The routes that were asked.
   *
   * @param minutes that are told of
   * @param events taken in by the API in them
   * @param erasures since the start
   */
  public record Report(int minutes, long events, long erasures, List<Line> routes) {}

  /**
   * One route.
   *
   * @param failed answered with 500 or more
   * @param p50Millis half of the requests took no longer; up to a tenth too high, as is the other
   */
  public record Line(
      String route, long requests, long failed, double p50Millis, double p99Millis) {}

  synchronized void add(Route route, AwsAnswer answer, Instant begin, Instant end) {
    RouteTraffic traffic =
        minute(end).routes().computeIfAbsent(route.key(), key -> new RouteTraffic());
    traffic.add(
        Duration.between(begin, end), answer.status() >= FAILED, accepted(route, answer.body()));
    if (route.key().equals(ERASURE) && answer.status() == 200) {
      erasures++;
    }
  }

  synchronized Report report(Instant now) {
    minute(now);
    Map<String, RouteTraffic> all = new TreeMap<>();
    minutes.forEach(
        minute ->
            minute
                .routes()
                .forEach(
                    (route, some) ->
                        all.computeIfAbsent(route, key -> new RouteTraffic()).add(some)));
    long events = all.values().stream().mapToLong(RouteTraffic::events).sum();
    List<Line> lines =
        all.entrySet().stream().map(entry -> entry.getValue().line(entry.getKey())).toList();
    return new Report(minutes.size(), events, erasures, lines);
  }

  /** The one that is under way, after those that are too old are forgotten. */
  private Minute minute(Instant now) {
    long number = TimeUnit.SECONDS.toMinutes(now.getEpochSecond());
    while (!minutes.isEmpty() && minutes.getFirst().number() < number - MINUTES) {
      minutes.removeFirst();
    }
    long next = minutes.isEmpty() ? number : minutes.getLast().number() + 1;
    for (; next <= number; next++) { // those in which nothing was asked count, too
      minutes.addLast(new Minute(next, new TreeMap<>()));
    }
    return minutes.getLast();
  }

  private static long accepted(Route route, byte[] body) {
    return route.key().equals(EVENTS)
        ? LocalJson.tree(new String(body, StandardCharsets.UTF_8)).path("accepted").asLong()
        : 0;
  }
}
