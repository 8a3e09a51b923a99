package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.Experiment;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import dev.tidemark.recommendation.request.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two models side by side. */
class SplitRecommenderTest {
  private static final String SECOND = "20260202T000000Z-second";
  private static final Experiment EXPERIMENT = new Experiment(SECOND, 20);
  private static final int USERS = 500;

  private final FakeShopData data = new FakeShopData();
  private final FakeModel champion = new FakeModel(12);
  private final FakeModel challenger = new FakeModel(12, SECOND);
  private final Serving serving = serving(champion).beside(serving(challenger), EXPERIMENT);
  private final Client client = new Client(serving);

  @Test
  void shouldAnswerEachUserByTheModelThatTheExperimentDraws() {
    int drawn = 0;
    for (int i = 0; i < USERS; i++) {
      String user = "shopper-" + i;
      data.did(Client.USERS.keyOf(user), "item-3", 1000);
      boolean second = EXPERIMENT.draws(Client.USERS.keyOf(user));
      drawn += second ? 1 : 0;
      JsonNode answer = Client.body(client.call(user, Map.of("count", "2")));
      assertThat(answer.path("modelVersion").asText())
          .isEqualTo(second ? SECOND : FakeModel.VERSION);
      assertThat(answer.path("recommendationId").asText())
          .startsWith("lstm." + answer.path("modelVersion").asText() + ".");
    }
    // One of five, within four standard errors.
    assertThat(drawn).isBetween(64, 136);
  }

  @Test
  void shouldGoByTheUserWhateverTheSession() {
    String drawn = user(true);
    for (String session : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      JsonNode answer = Client.body(client.call(drawn, Map.of("sessionId", session)));
      assertThat(answer.path("modelVersion").asText()).isEqualTo(SECOND);
    }
  }

  @Test
  void shouldAnswerWhoeverAsksWithoutAUserByTheChampion() throws IOException {
    JsonNode answer =
        Client.body(
            client.call(
                Files.readAllBytes(Path.of("..", "..", "events", "recommend-basket.json"))));

    assertThat(answer.path("modelVersion").asText()).isEqualTo(FakeModel.VERSION);
    assertThat(Subject.ANYBODY.users()).isEmpty();
  }

  @Test
  void shouldReadNoMoreThanWithOneModel() {
    client.call(user(true), Map.of("count", "2"));
    int reads = data.historyReads;
    new Client(serving(champion)).call(user(true), Map.of("count", "2"));

    assertThat(data.historyReads - reads).isEqualTo(reads);
  }

  @Test
  void shouldPrimeBothModelsEachWithItsOwnRequests() {
    new RecommendHandler(serving, Client.NO_MODELS, Client.SILENT).prime();

    assertThat(champion.scored).hasSize(Priming.ROUNDS);
    assertThat(challenger.scored).hasSize(Priming.ROUNDS);
  }

  private static String user(boolean drawn) {
    int number = 0;
    while (EXPERIMENT.draws(Client.USERS.keyOf("user-" + number)) != drawn) {
      number++;
    }
    return "user-" + number;
  }

  private Serving serving(FakeModel model) {
    return Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK);
  }
}
