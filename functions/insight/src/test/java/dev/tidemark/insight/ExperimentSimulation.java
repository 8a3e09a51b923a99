package dev.tidemark.insight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import dev.tidemark.domain.UserKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Experiments whose truth is known. Shoppers differ much: most see a few lists and some see dozens,
 * and who clicks, clicks often.
 *
 * @param users of each arm
 * @param rates how often an item is clicked on average, of each arm
 */
record ExperimentSimulation(int users, List<Double> rates, long seed) {
  private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
  private static final List<String> ARMS = List.of("champion", "challenger");
  private static final List<String> LISTS =
      ARMS.stream().map(arm -> "lstm." + arm + ".AAAAAAAAAAAAAAAA").toList();
  private static final MetricsRequest ASKED =
      new MetricsRequest(FROM, FROM.plus(Duration.ofDays(1)), ARMS);

  /** What is told of each of so many experiments, by all that counts in service. */
  List<JsonNode> run(int experiments) {
    Random random = new Random(seed);
    return IntStream.range(0, experiments).mapToObj(i -> comparison(random)).toList();
  }

  private JsonNode comparison(Random random) {
    Tally tally = new Tally(ASKED);
    for (int arm = 0; arm < ARMS.size(); arm++) {
      for (int user = 0; user < users; user++) {
        List<Touch> touches = touches(new UserKey(arm + "-" + user), arm, random);
        tally.add(Credit.of(touches, ASKED.from(), ASKED.to()));
      }
    }
    return tally.json(ASKED).path("comparison");
  }

  private List<Touch> touches(UserKey user, int arm, Random random) {
    int shown = 1 + (int) (-3 * Math.log(random.nextDouble()));
    // Four of five never click; the rest clicks five times as often as the average.
    double rate = random.nextInt(5) == 0 ? 5 * rates.get(arm) : 0;
    List<Touch> touches = new ArrayList<>();
    for (int item = 0; item < shown; item++) {
      touches.add(touch(Kind.IMPRESSION, user, arm, item));
      if (random.nextDouble() < rate) {
        touches.add(touch(Kind.CLICK, user, arm, item));
      }
    }
    return touches;
  }

  private static Touch touch(Kind kind, UserKey user, int arm, int item) {
    return new Touch(kind, user, "i" + item, FROM, LISTS.get(arm), "", Double.NaN, 0);
  }

  /** As if impressions had been drawn, which they are not: how often that sees a difference. */
  static boolean isSignificantByImpressions(JsonNode comparison) {
    double[] rates = new double[2];
    double variance = 0;
    for (int arm = 0; arm < 2; arm++) {
      JsonNode figures = comparison.path("arms").path(arm);
      rates[arm] = figures.path("clickRate").asDouble();
      variance += rates[arm] * (1 - rates[arm]) / figures.path("impressions").asDouble();
    }
    return 2 * Normal.above(Math.abs(rates[0] - rates[1]) / Math.sqrt(variance)) < 0.05;
  }
}
