package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Item;
import dev.tidemark.store.contract.CatalogueStoreContract;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
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
  void shouldStoreTheAgreedAttributes() {
    // Given
    FakeTime time = new FakeTime();
    Item full = new Item("a", "A", "c/d", 2.5, List.of("t"), List.of(1f), true);

    // When
    store(time).put(List.of(full, item("b", "", false)));

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
    assertThat(store.put(items)).isEqualTo(new PutResult(100, 0, 0));
    assertThat(store.put(items)).isEqualTo(new PutResult(0, 100, 0));
  }

  private CatalogueStore store(Clock clock) {
    return new DynamoDbCatalogueStore(
        tables.client(), tables.catalogue(), clock, Backoff.interactive());
  }
}
