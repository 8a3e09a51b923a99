package dev.tidemark.local.aws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.template.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:30Z");
  private static final Route EVENTS = new Route("POST", "/v1/events");
  private static final Route ERASURE = new Route("DELETE", "/v1/users/{id}");
  private static final Route MODELS = new Route("GET", "/v1/models");

  private final Traffic traffic = new Traffic();

  @Test
  void shouldTellHowManyRequestsThereWereAndHowLongTheyTook() {
    // Given: a hundred requests, of 1 to 100 ms
    for (int millis = 1; millis <= 100; millis++) {
      add(MODELS, AwsAnswer.empty(millis == 7 ? 503 : 200), NOW, millis);
    }

    // When
    Traffic.Report report = traffic.report(NOW);

    // Then
    Traffic.Line line = report.routes().get(0);
    assertThat(report.routes()).hasSize(1);
    assertThat(line.route()).isEqualTo("GET /v1/models");
    assertThat(line.requests()).isEqualTo(100);
    assertThat(line.failed()).isEqualTo(1);
    assertThat(line.p50Millis()).isCloseTo(50, Percentage.withPercentage(11));
    assertThat(line.p99Millis()).isCloseTo(99, Percentage.withPercentage(11));
  }

  @Test
  void shouldCountEventsThatWereTakenInAndPeopleWhoWereErased() {
    add(EVENTS, AwsAnswer.json(202, Map.of("accepted", 5, "duplicates", 1)), NOW, 1);
    add(EVENTS, AwsAnswer.json(202, Map.of("accepted", 2)), NOW, 1);
    add(EVENTS, AwsAnswer.empty(503), NOW, 1);
    add(ERASURE, AwsAnswer.json(Map.of()), NOW, 1);
    add(ERASURE, AwsAnswer.empty(503), NOW, 1);

    assertThat(traffic.report(NOW).events()).isEqualTo(7);
    assertThat(traffic.report(NOW).erasures()).isEqualTo(1);
  }

  @Test
  void shouldForgetWhatIsLongerAgoButNotWhoWasErased() {
    add(MODELS, AwsAnswer.empty(200), NOW, 1);
    add(ERASURE, AwsAnswer.json(Map.of()), NOW, 1);

    Traffic.Report later = traffic.report(NOW.plus(Duration.ofMinutes(10)));
    Traffic.Report muchLater = traffic.report(NOW.plus(Duration.ofMinutes(11)));

    assertThat(later.routes()).hasSize(2);
    assertThat(later.minutes()).isEqualTo(11);
    assertThat(muchLater.routes()).isEmpty();
    assertThat(muchLater.erasures()).isEqualTo(1);
  }

  @Test
  void shouldTellOfNothingWhereNothingWasAsked() {
    assertThat(traffic.report(NOW)).isEqualTo(new Traffic.Report(1, 0, 0, List.of()));
  }

  @Test
  void shouldBearClocksThatAreSetBackAndAnswersThatTakeNoTime() {
    add(MODELS, AwsAnswer.empty(200), NOW, 0);
    add(MODELS, AwsAnswer.empty(200), NOW.minus(Duration.ofHours(1)), -5);
    add(MODELS, AwsAnswer.empty(200), NOW, 3_600_000);

    Traffic.Line line = traffic.report(NOW).routes().get(0);
    assertThat(line.requests()).isEqualTo(3);
    assertThat(line.p50Millis()).isCloseTo(0.1, within(0.001));
    assertThat(line.p99Millis()).isGreaterThan(30_000);
  }

  private void add(Route route, AwsAnswer answer, Instant end, long millis) {
    traffic.add(route, answer, end.minusMillis(millis), end);
  }
}
