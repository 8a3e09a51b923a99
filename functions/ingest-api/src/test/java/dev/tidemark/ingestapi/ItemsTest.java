package dev.tidemark.ingestapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is particular about {@code PUT /v1/items}. */
class ItemsTest {
  private final InMemoryCatalogueStore catalogue = new InMemoryCatalogueStore();
  private final Client client =
      new Client(
          new Ports(
              new InMemoryInteractionStore(),
              catalogue,
              new Pseudonymiser(new byte[32]),
              Clock.systemUTC()));

  @Test
  void shouldStoreEveryField() {
    // When
    put(
        "{'itemId':7,'title':'Lamp','category':'A/B|C','price':12.5,'tags':['x','y'],"
            + "'vector':[1,-0.5],'active':false,'colour':'red'}",
        "{'itemId':'bare','title':null,'price':null,'tags':null,'active':null}");

    // Then
    Item full = new Item("7", "Lamp", "A/B|C", 12.5, List.of("x", "y"), List.of(1f, -0.5f), false);
    Item bare = new Item("bare", "", "", Double.NaN, List.of(), List.of(), true);
    assertThat(catalogue.stored()).containsExactlyInAnyOrder(full, bare);
  }

  @Test
  void shouldCountUnchangedItemsAsDuplicatesAndChangedOnesAsAccepted() {
    // Given
    put("{'itemId':'a','title':'A'}", "{'itemId':'b','title':'B'}");

    // When
    Client.Answer answer =
        put("{'itemId':'a','title':'A'}", "{'itemId':'b','title':'Better'}", "{'itemId':[]}");

    // Then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.body().path("duplicates").asInt()).isEqualTo(1);
    assertThat(answer.body().path("rejected")).hasSize(1);
    assertThat(answer.body().path("rejected").path(0).path("index").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'title':1984          | title: '1984' is not accepted; give a text",
        "'category':['A']      | category: '[\"A\"]' is not accepted; give a text",
        "'price':'9.99'        | price: '\"9.99\"' is not accepted; give a number, not a text",
        "'tags':'new'          | tags: '\"new\"' is not accepted; give a list",
        "'tags':['new',null]   | tags: 'null' is not accepted; give a text",
        "'vector':[1,'2']      | vector: '\"2\"' is not accepted; give a number",
        "'vector':[1e39]       | vector: 'Infinity' is not accepted; give finite numbers",
        "'active':'yes'        | active: '\"yes\"' is not accepted; give true or false",
        "'active':1            | active: '1' is not accepted; give true or false"
      })
  void shouldNameFieldValueAndRemedy(String field, String error) {
    Client.Answer answer = put("{'itemId':'i'," + field + "}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("rejected").path(0).path("error").asText()).startsWith(error);
    assertThat(catalogue.newestActive(1)).isEmpty();
  }

  private Client.Answer put(String... items) {
    return client.items(("{'items':[" + String.join(",", items) + "]}").replace('\'', '"'));
  }
}
