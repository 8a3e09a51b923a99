package dev.tidemark.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.features.History;
import dev.tidemark.features.Moment;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import dev.tidemark.recommendation.select.CatalogueReader;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Carrier;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private final FakeShopData data = new FakeShopData();
  private final FakeModel model = new FakeModel(40);

  @Test
  void shouldAlsoLeaveOutWhatWasDoneWithAnAnsweredItemLongAgo() {
    // Given: more items than are left out, item 1 long before all others
    SequenceEncoder encoder = model.modelPackage().encoder();
    History known = new History(30);
    for (int item = 1; item <= 30; item++) {
      known.add(item, 1, 1_700_000_000_000L + item, Float.NaN);
    }
    Answer answer = model.score(encoder.encode(known, 1_700_000_001_000L));
    Explainer.Question question =
        new Explainer.Question(known, Moment.of(1_700_000_001_000L), answer, new boolean[40], 3);

    // When
    for (String item : List.of("item-31", "item-1")) {
      model.batches.clear();
      new Explainer(encoder, model)
          .explain(
              List.of(RecommendedItem.untitled(item, 0.1)),
              question,
              new CatalogueReader(data, () -> 10_000));

      // Then
      assertThat(model.batches.get(0)).isEqualTo(item.equals("item-1") ? 21 : 20);
    }
  }

  @Test
  void shouldHaveASentenceForEachPart() {
    for (Carrier carrier : Carrier.values()) {
      assertThat(Sentence.of(carrier, List.of(), false)).endsWith(".");
      assertThat(Sentence.of(carrier, List.of("A", "B", "C"), true)).endsWith(".");
    }
    assertThat(Sentence.of(Carrier.OTHERS, List.of("A", "B", "C"), false))
        .isEqualTo("Others took it after A, B and C.");
    assertThat(Sentence.of(Carrier.LONG_TERM, List.of(), true))
        .isEqualTo("It was of interest before.");
    assertThat(Sentence.of(Carrier.SHORT_TERM, List.of("A"), true))
        .isEqualTo("It was of interest before, and fits what is of interest now: A.");
  }
}
