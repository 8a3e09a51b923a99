package dev.tidemark.follow;

import static dev.tidemark.follow.StreamRecords.did;
import static dev.tidemark.follow.StreamRecords.erased;
import static dev.tidemark.follow.StreamRecords.insert;
import static dev.tidemark.follow.StreamRecords.moved;
import static dev.tidemark.follow.StreamRecords.record;
import static dev.tidemark.follow.StreamRecords.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.fake.InMemoryCounterStore;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.ItemCounts;
import dev.tidemark.store.tables.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:30:00Z");
  private static final Period TODAY = Period.dayOf(NOW);

  private final List<String> lines = new ArrayList<>();
  private final CounterStore counters = new InMemoryCounterStore();
  private final FollowHandler handler = handler(counters);

  private FollowHandler handler(CounterStore store) {
    return new FollowHandler(
        store, InstantSource.fixed(NOW), new Metrics("follow-events", lines::add));
  }

  @Test
  void shouldCountTheSample() throws IOException {
    byte[] sample = Files.readAllBytes(Path.of("../../events/follow-events-records.json"));

    assertThat(send(handler, sample)).isEmpty();

    assertThat(counters.counts("lamp-7", TODAY)).isEqualTo(new ItemCounts(2, 2));
    assertThat(counters.counts("chair-2", TODAY)).isEqualTo(ItemCounts.NONE);
    assertThat(lines).singleElement().asString().contains("\"CountedEvents\":2");
  }

  @Test
  void shouldCountWhatCameAndNothingThatChangedOrWentOrWasOnlyMoved() {
    Interaction viewed = did("session", "a", "lamp", "view", NOW);

    send(
        handler,
        List.of(
            insert(viewed, "1"),
            moved(viewed, new UserKey("user"), "2"),
            record("REMOVE", viewed, "3"),
            record("MODIFY", did("other", "b", "lamp", "view", NOW), "4")));

    assertThat(counters.counts("lamp", TODAY)).isEqualTo(new ItemCounts(1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INSERT", "MODIFY"})
  void shouldForgetThatWhoIsErasedWasCounted(String event) {
    Interaction viewed = did("user", "a", "lamp", "view", NOW);
    Interaction later = did("user", "b", "lamp", "view", NOW);

    send(
        handler,
        List.of(
            insert(viewed, "1"),
            insert(did("other", "a", "lamp", "view", NOW), "2"),
            erased(event, viewed.user(), "3"),
            record("REMOVE", viewed, "4"),
            insert(later, "5")));

    // What is known of the user now is what came since, so that it counts as somebody new.
    assertThat(counters.counts("lamp", TODAY)).isEqualTo(new ItemCounts(3, 3));
    counters.forget(viewed.user());
    assertThat(counters.count(List.of(later))).isEqualTo(1);
    assertThat(counters.count(List.of(did("other", "a", "lamp", "view", NOW)))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"impression", "remove_from_cart", "return", "dislike"})
  void shouldNotCountWhatTellsNoInterest(String type) {
    assertThat(send(handler, List.of(insert(did("user", "a", "lamp", type, NOW), "1")))).isEmpty();

    assertThat(counters.counts("lamp", TODAY)).isEqualTo(ItemCounts.NONE);
  }

  @Test
  void shouldCountEventsOfTheLastEightDays() {
    Instant first = NOW.minus(CounterStore.WINDOW).plusMillis(1);
    List<Instant> times =
        List.of(
            first,
            first.minusMillis(1),
            NOW.minus(Duration.ofDays(400)),
            NOW.plus(Duration.ofHours(23)),
            NOW.plus(Duration.ofHours(25)));

    send(
        handler,
        times.stream().map(it -> insert(did("user", "a" + it, "lamp", "view", it), "1")).toList());

    List<ItemCounts> counted =
        times.stream().map(it -> counters.counts("lamp", Period.hourOf(it))).toList();
    assertThat(counted.get(0)).isEqualTo(new ItemCounts(1, 1));
    assertThat(counted.get(2)).isEqualTo(ItemCounts.NONE);
    assertThat(counted.get(3)).isEqualTo(new ItemCounts(1, 1));
    assertThat(counted.get(4)).isEqualTo(ItemCounts.NONE);
  }

  @Test
  void shouldCountTheNeighboursOfRecordsThatCannotBeReadAndNameThose() {
    // Given: without a place, without an image, with a place that is no time
    ObjectNode noPlace = insert(did("user", "b", "lamp", "view", NOW), "2");
    noPlace.withObject("/dynamodb/NewImage").remove("place");
    ObjectNode noImage = insert(did("user", "c", "lamp", "view", NOW), "3");
    noImage.withObject("/dynamodb").remove("NewImage");
    ObjectNode noTime = insert(did("user", "d", "lamp", "view", NOW), "4");
    noTime.withObject("/dynamodb/NewImage").withObject("/place").put("S", "noon");

    // When
    List<String> failed =
        send(
            handler,
            List.of(
                insert(did("user", "a", "lamp", "view", NOW), "1"),
                noPlace,
                noImage,
                noTime,
                insert(did("user", "e", "lamp", "view", NOW), "5")));

    // Then
    assertThat(failed).containsExactly("2", "3", "4");
    assertThat(counters.counts("lamp", TODAY)).isEqualTo(new ItemCounts(2, 1));
  }

  @Test
  void shouldFailTheBatchWhereTheCountersDoNotAnswerAndSayNothingOfAnybody() {
    FollowHandler broken =
        handler(
            new CounterStore() {
              @Override
              public int count(Collection<Interaction> interactions) {
                throw new StoreUnavailableException("broken", new IllegalStateException("user"));
              }

              @Override
              public ItemCounts counts(String itemId, Period period) {
                throw new StoreUnavailableException("broken", null);
              }

              @Override
              public List<Shoppers> top(Period period, int most) {
                throw new StoreUnavailableException("broken", null);
              }

              @Override
              public void forget(UserKey user) {
                throw new StoreUnavailableException("broken", null);
              }
            });

    assertThatThrownBy(
            () -> send(broken, List.of(insert(did("user", "a", "lamp", "view", NOW), "1"))))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("the batch comes again: broken, caused by java.lang.IllegalStateException")
        .hasNoCause();
  }

  @Test
  void shouldNameWhatItsEnvironmentLacks() {
    assertThatThrownBy(() -> Environment.read(Map.of(), FollowConfig::new))
        .hasMessageContaining("COUNTERS_TABLE is missing");
  }
}
