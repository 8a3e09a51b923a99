package dev.tidemark.ingestapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular about {@code PUT} and {@code PATCH /v1/items}. */
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

  @Test
  void shouldLeaveOffWhatIsDescribedAgain() {
    // Given
    put("{'itemId':'a','title':'A','active':false}");

    // When
    put("{'itemId':'a','title':'Better'}", "{'itemId':'b','title':'B','active':null}");

    // Then
    assertThat(catalogue.find(List.of("a", "b")).values())
        .extracting(Item::title, Item::active)
        .containsExactlyInAnyOrder(tuple("Better", false), tuple("B", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void shouldRefuseAPutThatWouldClearAllButActive(String active) {
    // Given
    put("{'itemId':'a','title':'A','category':'c','price':1.5}");

    // When
    Client.Answer answer = put("{'itemId':'a','active':" + active + ",'stock':3}");

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("rejected").path(0).path("error").asText())
        .startsWith("active: '" + active + "' is not accepted; it comes alone")
        .contains("PATCH /v1/items");
    assertThat(catalogue.stored()).containsExactly(full("a", "A", "c", 1.5, true));
  }

  @Test
  void shouldPatchFieldsAndKeepTheRest() {
    // Given
    put(
        "{'itemId':'a','title':'A','category':'c','price':1.5,'tags':['x'],'vector':[1]}",
        "{'itemId':'b','title':'B','category':'c','price':2.5}",
        "{'itemId':'c','title':'C'}");

    // When
    Client.Answer answer =
        patch(
            "{'itemId':'b','price':null,'category':'d'}",
            "{'itemId':'a','active':false}",
            "{'itemId':'c','title':'C'}",
            "{'itemId':'a','title':'Better'}");

    // Then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).hasToString("{\"accepted\":2,\"duplicates\":2,\"rejected\":[]}");
    assertThat(catalogue.stored())
        .containsExactly(
            new Item("a", "Better", "c", 1.5, List.of("x"), List.of(1f), false),
            full("b", "B", "d", Double.NaN, true),
            full("c", "C", "", Double.NaN, true));
  }

  @Test
  void shouldRejectPatchesOfWhatTheCatalogueDoesNotHave() {
    // Given
    put("{'itemId':'a','title':'A'}");

    // When
    Client.Answer answer =
        patch("{'itemId':'x','active':false}", "{'itemId':'a','price':3}", "7", "{'itemId':'x'}");

    // Then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.body().path("duplicates").asInt()).isZero();
    assertThat(answer.body().path("rejected").findValues("index"))
        .extracting(JsonNode::asInt)
        .containsExactly(0, 2, 3);
    assertThat(answer.body().path("rejected").path(0).path("error").asText())
        .isEqualTo(
            "itemId: 'x' is not accepted; the catalogue does not have it; send the whole item by"
                + " PUT first");
    assertThat(patch("{'itemId':'x','active':false}").status()).isEqualTo(422);
    assertThat(catalogue.stored()).containsExactly(full("a", "A", "", 3, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'itemId':'a'                    | is not accepted; name what to change beside itemId",
        "'itemId':'a','Active':false     | is not accepted; name what to change beside itemId",
        "'itemId':'a','active':null      | active: is missing; give true or false",
        "'itemId':'a','active':'no'      | active: '\"no\"' is not accepted; give true or false",
        "'itemId':'a','price':-1         | price: '-1.0' is not accepted",
        "'active':false                  | itemId: is missing"
      })
  void shouldNameWhatIsWrongWithAPatch(String fields, String error) {
    put("{'itemId':'a','title':'A'}");

    Client.Answer answer = patch("{" + fields + "}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("rejected").path(0).path("error").asText()).contains(error);
    assertThat(catalogue.stored()).containsExactly(full("a", "A", "", Double.NaN, true));
  }

  private static Item full(String id, String title, String category, double price, boolean active) {
    return new Item(id, title, category, price, List.of(), List.of(), active);
  }

  private Client.Answer put(String... items) {
    return client.items(list(items));
  }

  private Client.Answer patch(String... items) {
    return client.patches(list(items));
  }

  private static String list(String... items) {
    return ("{'items':[" + String.join(",", items) + "]}").replace('\'', '"');
  }
}
