package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.item;
import static dev.tidemark.store.contract.Samples.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.ItemUpdate.Field;
import dev.tidemark.store.contract.CatalogueStoreContract;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbCatalogueStoreIT extends CatalogueStoreContract {
  private TestTables tables;

  @Override
  protected CatalogueStore emptyStore() {
    tables = new TestTables(SharedDynamoDb.get());
    return store(new TickingClock());
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @Test
  void shouldTellOfADamagedRowWhetherItIsActiveAndHealIt() {
    // Given
    CatalogueStore store = store(new TickingClock());
    store.put(whole(item("on", "A", true), item("off", "A", false)));
    for (String id : List.of("on", "off")) {
      tables
          .client()
          .updateItem(
              update ->
                  update
                      .tableName(tables.catalogue())
                      .key(Map.of("pk", AttributeValue.fromS(id)))
                      .updateExpression("SET price = :price, tags = :tags")
                      .expressionAttributeValues(
                          Map.of(
                              ":price", AttributeValue.fromS("cheap"),
                              ":tags", AttributeValue.fromN("7"))));
    }

    // When, Then
    assertThat(store.find(List.of("on", "off")).values())
        .extracting(Item::itemId, Item::active)
        .containsExactlyInAnyOrder(tuple("on", true), tuple("off", false));
    assertThat(store.newestActive(9)).extracting(Item::itemId).containsExactly("on");

    // When, Then
    Item whole = new Item("on", "A", "c", 2, List.of("t"), List.of(), true);
    store.put(whole(whole));
    assertThat(store.find(List.of("on"))).isEqualTo(Map.of("on", whole));
  }

  @Test
  void shouldStoreTheAgreedAttributes() {
    // Given
    FakeTime time = new FakeTime();
    Item full = new Item("a", "A", "c/d", 2.5, List.of("t"), List.of(1f), true);

    // When
    store(time).put(whole(full, item("b", "", false)));

    // Then
    AttributeValue now = AttributeValue.fromN(Long.toString(time.millis()));
    assertThat(tables.client().scan(scan -> scan.tableName(tables.catalogue())).items())
        .containsExactlyInAnyOrder(
            Map.of(
                "pk", AttributeValue.fromS("a"),
                "title", AttributeValue.fromS("A"),
                "category", AttributeValue.fromS("c/d"),
                "price", AttributeValue.fromN("2.5"),
                "tags", AttributeValue.fromL(List.of(AttributeValue.fromS("t"))),
                "vector",
                    AttributeValue.fromB(
                        SdkBytes.fromByteArray(new byte[] {0, 0, (byte) 0x80, 0x3f})),
                "active", AttributeValue.fromBool(true),
                "shelf", AttributeValue.fromS("active"),
                "listedAt", now),
            Map.of(
                "pk", AttributeValue.fromS("b"),
                "active", AttributeValue.fromBool(false),
                "listedAt", now));
  }

  @Test
  void shouldStoreTheLargestItemsThatTheDomainAllows() {
    // Given 100 items whose content is 3.5 MB together
    String umlauts = "ü".repeat(128);
    List<Item> items =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    new Item(
                        String.format("%03d", i) + "ü".repeat(125),
                        "ü".repeat(512),
                        "ü".repeat(1024),
                        1e12,
                        IntStream.range(0, 64).mapToObj(tag -> umlauts).toList(),
                        IntStream.range(0, 4096).mapToObj(n -> (float) n).toList(),
                        true))
            .toList();
    CatalogueStore store = store(new FakeTime());

    // When, then
    assertThat(store.put(whole(items))).isEqualTo(new PutResult(100, 0, 0));
    assertThat(store.put(whole(items))).isEqualTo(new PutResult(0, 100, 0));
  }

  @Test
  void shouldLeaveWhatOthersChangeBetweenReadingAndWriting() {
    // Given a sender that switches the item off while another one is about to describe it
    CatalogueStore store = store(new TickingClock());
    store.put(whole(item("a"), item("b")));
    List<ItemUpdate> off = new ArrayList<>();
    off.add(new ItemUpdate(item("a", "", false), Set.of(Field.ACTIVE)));
    Interruption other = new Interruption("UpdateItem", () -> store.patch(List.of(off.remove(0))));

    // When
    PutResult result;
    try (DynamoDbClient client = tables.clientWith(other)) {
      result =
          new DynamoDbCatalogueStore(
                  client, tables.catalogue(), new TickingClock(), Backoff.interactive())
              .put(List.of(ItemUpdate.allButActive(item("a", "changed", true))));
    }

    // Then
    assertThat(off).isEmpty();
    assertThat(result).isEqualTo(new PutResult(1, 0, 0));
    assertThat(store.find(List.of("a"))).containsValue(item("a", "changed", false));
    assertThat(store.newestActive(10)).containsExactly(item("b"));
  }

  /** Runs something before the calls of one operation. */
  private record Interruption(String operation, Runnable action) implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME).equals(operation)) {
        action.run();
      }
    }
  }

  private CatalogueStore store(Clock clock) {
    return new DynamoDbCatalogueStore(
        tables.client(), tables.catalogue(), clock, Backoff.interactive());
  }
}
