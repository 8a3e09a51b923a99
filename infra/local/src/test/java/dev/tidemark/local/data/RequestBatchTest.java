package dev.tidemark.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class RequestBatchTest {
  @Test
  void shouldHoldFiveHundredEntries() throws Exception {
    // Given
    RequestBatch batch = new RequestBatch("items");

    // When
    for (int i = 0; i < 500; i++) {
      assertThat(batch.add(entry("ä"))).isTrue();
    }

    // Then
    assertThat(batch.add(entry("x"))).isFalse();
    JsonNode body = new ObjectMapper().readTree(batch.take());
    assertThat(body.path("items")).hasSize(500);
    assertThat(batch.entries()).isZero();
    assertThat(batch.add(entry("x"))).isTrue();
    assertThat(new ObjectMapper().readTree(batch.take()).path("items")).hasSize(1);
  }

  @Test
  void shouldStayBelowAMegabyte() {
    // Given
    RequestBatch batch = new RequestBatch("items");
    int added = 0;

    // When
    while (batch.add(entry("x".repeat(10_000)))) {
      added++;
    }

    // Then
    assertThat(added).isEqualTo(99);
    assertThat(batch.take()).hasSizeLessThan(1_000_000);
  }

  private static ObjectNode entry(String text) {
    return JsonNodeFactory.instance.objectNode().put("itemId", text);
  }
}
