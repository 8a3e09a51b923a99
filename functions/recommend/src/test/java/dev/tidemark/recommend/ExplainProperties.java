package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;

/** A reason is one: it can be tried. */
class ExplainProperties {
  private static final int ITEMS = 40;
  private static final AtomicInteger TRIED = new AtomicInteger();

  @Property(tries = 200)
  void shouldGiveReasonsThatAreTrue(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = ITEMS) Integer> history,
      @ForAll @IntRange(min = 1, max = 8) int count,
      @ForAll boolean excludeSeen) {
    // Given: fewer interactions than the model looks at
    FakeShopData data = new FakeShopData();
    for (int i = 0; i < history.size(); i++) {
      data.did(Client.KEY, FakeModel.item(history.get(i)), 1_700_000_000_000L + i * 1000L);
    }
    data.sells(new Item("item-7", "Seven", "", 7, List.of(), List.of(), true));
    Client client = client(data);
    String exclude = excludeSeen ? "seen" : "";
    Map<String, String> query =
        Map.of("count", Integer.toString(count), "explain", "true", "exclude", exclude);

    // When
    JsonNode answer = client.recommendations(query);

    // Then
    Set<String> done = new HashSet<>();
    history.forEach(number -> done.add(FakeModel.item(number)));
    for (JsonNode item : answer.path("items")) {
      JsonNode because = item.path("because");
      assertThat(because.path("part").asText()).isIn("long", "short");
      assertThat(because.path("sentence").asText()).endsWith(".").doesNotContain("item-7");
      assertThat(because.path("events").size()).isLessThanOrEqualTo(4);
      because.path("events").forEach(it -> assertThat(done).contains(it.path("itemId").asText()));
      if (because.has("without")) {
        TRIED.incrementAndGet();
        FakeShopData other = new FakeShopData();
        other.interactions.addAll(data.interactions);
        because
            .path("without")
            .forEach(id -> other.interactions.removeIf(it -> it.itemId().equals(id.asText())));
        other.items.putAll(data.items);
        JsonNode again = client(other).recommendations(query);
        if (again.path("strategy").asText().equals("lstm")) {
          assertThat(Client.ids(again)).doesNotContain(item.path("itemId").asText());
        }
      }
    }
  }

  @AfterProperty
  void shouldHaveTriedSome() {
    assertThat(TRIED.get()).isGreaterThan(100);
  }

  private static Client client(FakeShopData data) {
    FakeModel model = new FakeModel(ITEMS);
    return new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK));
  }
}
