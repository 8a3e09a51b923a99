package dev.tidemark.ingestqueue;

import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredInteractionsTest {
  @Test
  void shouldCountEachBatchWithoutTellingWhose() throws IOException {
    // Given
    List<String> lines = new ArrayList<>();
    InteractionStore store =
        new MeasuredInteractions(
            new InMemoryInteractionStore(), new Metrics("ingest-queue", lines::add));
    store.put(interactions(USER, 3));

    // When
    PutResult result = store.put(interactions(USER, 5));

    // Then
    assertThat(result).isEqualTo(new PutResult(2, 3, 0));
    JsonNode line = Json.mapper().readTree(lines.get(1));
    assertThat(line.path("AcceptedEvents").asInt()).isEqualTo(2);
    assertThat(line.path("DuplicateEvents").asInt()).isEqualTo(3);
    assertThat(line.path("UnacknowledgedEvents").asInt(-1)).isZero();
    assertThat(lines).noneMatch(text -> text.contains(USER.value()));
    assertThat(store.newest(USER, 9)).hasSize(5);
  }
}
