package dev.tidemark.local.aws.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.template.StreamMapping;
import dev.tidemark.local.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamDeliveryTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String INSERTS = "{\"eventName\":[\"INSERT\"]}";

  private final List<List<String>> batches = new ArrayList<>();
  private final List<String> setAside = new ArrayList<>();

  @Test
  void shouldHandOverWhatTheFilterPassesInBatchesInOrder() throws Exception {
    List<StreamRecord> records = new ArrayList<>(records(5));
    records.add(2, record("gone", "REMOVE", NOW));

    delivery(mapping(2, true, true), batch -> List.of()).deliver(records);

    assertThat(batches).containsExactly(List.of("0", "1"), List.of("2", "3"), List.of("4"));
    assertThat(setAside).isEmpty();
  }

  @Test
  void shouldSetAsideTheOneRecordThatAlwaysFailsAndHandOverItsNeighbours() throws Exception {
    delivery(mapping(100, true, true), batch -> batch.contains("5") ? List.of("5") : List.of())
        .deliver(records(12));

    assertThat(setAside).containsExactly("RetryAttemptsExhausted 4 [5]");
    assertThat(batches.stream().flatMap(List::stream).distinct()).hasSize(12);
    assertThat(batches.get(batches.size() - 1)).endsWith("11");
  }

  @Test
  void shouldFindTheRecordThatCrashesTheFunction() throws Exception {
    delivery(
            mapping(100, true, false),
            batch -> {
              if (batch.contains("9")) {
                throw new FunctionException("crashed");
              }
              return List.of();
            })
        .deliver(records(12));

    assertThat(setAside).containsExactly("RetryAttemptsExhausted 4 [9]");
    assertThat(batches).contains(List.of("10", "11"));
  }

  @Test
  void shouldTryAgainWhatFailedForAMoment() throws Exception {
    delivery(
            mapping(100, false, true),
            batch -> batches.size() < 3 ? List.of(batch.get(1)) : List.of())
        .deliver(records(5));

    assertThat(batches)
        .containsExactly(
            List.of("0", "1", "2", "3", "4"), List.of("1", "2", "3", "4"), List.of("2", "3", "4"));
    assertThat(setAside).isEmpty();
  }

  @Test
  void shouldSetAsideAllThatIsLeftWhereItMayNotDivide() throws Exception {
    delivery(mapping(100, false, true), batch -> List.of("2")).deliver(records(4));

    assertThat(setAside).containsExactly("RetryAttemptsExhausted 4 [2, 3]");
  }

  @Test
  void shouldFailAllWhereTheFunctionNamesWhatItDidNotGet() throws Exception {
    delivery(mapping(100, false, true), batch -> List.of("77")).deliver(records(2));

    assertThat(setAside).containsExactly("RetryAttemptsExhausted 4 [0, 1]");
  }

  @Test
  void shouldSetAsideWhatIsTooOld() throws Exception {
    List<StreamRecord> records =
        List.of(record("old", "INSERT", NOW.minusSeconds(61)), record("new", "INSERT", NOW));

    delivery(mapping(100, true, true), batch -> List.of()).deliver(records);

    assertThat(setAside).containsExactly("RecordAgeExceeded 0 [old]");
    assertThat(batches).containsExactly(List.of("new"));
  }

  @Test
  void shouldRefuseAPatternThatIsNone() {
    StreamMapping mapping =
        new StreamMapping(
            "X", "F", "T", List.of("{"), 1, 1, Duration.ofDays(1), true, true, "Failed");

    assertThatThrownBy(() -> delivery(mapping, batch -> List.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("X.FilterCriteria: ");
  }

  private static StreamMapping mapping(int batchSize, boolean bisects, boolean reportsItems) {
    return new StreamMapping(
        "Changes",
        "Follow",
        "Table",
        List.of(INSERTS),
        batchSize,
        3,
        Duration.ofMinutes(1),
        bisects,
        reportsItems,
        "Failed");
  }

  /**
   * @param function answers the numbers of a batch with those that failed
   */
  private StreamDelivery delivery(
      StreamMapping mapping, Function<List<String>, List<String>> function) {
    return new StreamDelivery(
        mapping,
        (name, event) -> {
          List<String> batch = new ArrayList<>();
          for (JsonNode record : tree(event).path("Records")) {
            batch.add(record.at("/dynamodb/SequenceNumber").asText());
          }
          batches.add(batch);
          List<Map<String, String>> failed =
              function.apply(batch).stream().map(it -> Map.of("itemIdentifier", it)).toList();
          return LocalJson.bytes(Map.of("batchItemFailures", failed));
        },
        (condition, attempts, records) ->
            setAside.add(
                condition
                    + " "
                    + attempts
                    + " "
                    + records.stream().map(StreamRecord::number).toList()),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static JsonNode tree(byte[] event) {
    try {
      return LocalJson.MAPPER.readTree(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<StreamRecord> records(int count) {
    return IntStream.range(0, count).mapToObj(i -> record("" + i, "INSERT", NOW)).toList();
  }

  private static StreamRecord record(String number, String name, Instant at) {
    return new StreamRecord(
        number, at, Map.of("eventName", name, "dynamodb", Map.of("SequenceNumber", number)));
  }
}
