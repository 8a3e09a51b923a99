package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.WarmupRequest;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimingTest {
  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(40);

  @Test
  void shouldReplayEveryWarmupRequestOnItsOwnHistoryThenRead() {
    // Given
    RecommendHandler handler = handler(FakeModel.warmup("1"), FakeModel.warmup("3"));

    // When
    handler.prime();

    // Then
    assertThat(model.scored).hasSize(2 * Priming.ROUNDS);
    assertThat(model.scored.get(0).items()).containsExactly(0, 1);
    assertThat(data.historyReads).isEqualTo(Priming.ROUNDS);
    assertThat(data.titleReads).isEqualTo(Priming.ROUNDS);
  }

  @Test
  void shouldServeRealHistoriesAfterwards() {
    // Given
    Serving serving = serving(FakeModel.warmup("1"));
    new RecommendHandler(serving, Client.NO_MODELS, Client.SILENT).prime();
    data.did(Client.KEY, "item-9", 1000);

    // When
    new Client(serving).recommendations(Map.of());

    // Then
    assertThat(model.scored.get(Priming.ROUNDS).items()).containsExactly(0, 9);
  }

  @Test
  void shouldFailWhereTheModelDoesNotAnswer() {
    WarmupRequest unknown =
        new WarmupRequest(List.of(new WarmupRequest.Step("unheard-of", "view", 1)), Map.of());
    WarmupRequest refused = FakeModel.warmup("none");

    assertThatThrownBy(() -> handler(FakeModel.warmup("1"), unknown).prime())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("warm-up request 2 of 2")
        .hasMessageContaining("status 200 and strategy 'popular' instead of 'lstm'");
    assertThatThrownBy(() -> handler(refused).prime()).hasMessageContaining("status 400");
    assertThat(data.historyReads).isZero();
  }

  @Test
  void shouldGoOnWhenTheStoreDoesNotAnswer() {
    data.historyBroken = true;

    assertThatCode(() -> handler(FakeModel.warmup("1")).prime()).doesNotThrowAnyException();
  }

  @Test
  void shouldReadWithoutAModel() {
    new RecommendHandler(
            Serving.withoutModel(data, Client.USERS, Client.CLOCK), Client.NO_MODELS, Client.SILENT)
        .prime();

    assertThat(data.historyReads).isEqualTo(Priming.ROUNDS);
  }

  @Test
  void shouldRefuseAModelThatCannotBeTried() {
    assertThatThrownBy(this::serving)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(FakeModel.VERSION);
  }

  private RecommendHandler handler(WarmupRequest... warmup) {
    return new RecommendHandler(serving(warmup), Client.NO_MODELS, Client.SILENT);
  }

  private Serving serving(WarmupRequest... warmup) {
    ModelPackage complete = model.modelPackage();
    ModelPackage tried =
        new ModelPackage(
            complete.folder(),
            complete.manifest(),
            complete.vocabulary(),
            complete.popularity(),
            List.of(warmup));
    return Serving.with(tried, model, data, Client.USERS, Client.CLOCK);
  }
}
