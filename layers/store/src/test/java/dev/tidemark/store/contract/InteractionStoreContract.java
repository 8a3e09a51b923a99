package dev.tidemark.store.contract;

import static dev.tidemark.store.contract.Samples.OTHER_USER;
import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interaction;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link InteractionStore} must do. */
public abstract class InteractionStoreContract {
  private InteractionStore store;

  /** A store without anything in it. */
  protected abstract InteractionStore emptyStore();

  @BeforeEach
  void makeStore() {
    store = emptyStore();
  }

  @Test
  void shouldAnswerNothingForAnUnknownUser() {
    assertThat(store.newest(USER, 10)).isEmpty();
  }

  @Test
  void shouldStoreNothingOfNothing() {
    assertThat(store.put(List.of())).isEqualTo(new PutResult(0, 0, 0));
  }

  @Test
  void shouldReturnEveryFieldAsItWasStored() {
    // Given
    Interaction full =
        new Interaction(
            USER,
            "ünïcode 日本 \uD83D\uDE00 id",
            "item/1 |",
            "add_to_cart",
            Instant.parse("2026-02-03T04:05:06.789Z"),
            -4.5,
            1e-9,
            1_000_000_000,
            Map.of("promotion", "", "device", "phone"));
    Interaction large =
        new Interaction(
            USER, "x", "i", "rating", Instant.EPOCH, 1e12, 123456789.12345679, 1, Map.of());
    Interaction bare = interaction(USER, "bare", 253402300799999L);

    // When
    store.put(List.of(full, large, bare));

    // Then
    assertThat(store.newest(USER, 10)).containsExactly(bare, full, large);
  }

  @Test
  void shouldStoreWhatIsKnownToBeNewWithoutLooking() {
    // Given
    List<Interaction> interactions = interactions(USER, 60);
    assertThat(store.putNew(interactions)).isEqualTo(new PutResult(60, 0, 0));

    // When: against what the caller says, it is there
    PutResult result = store.putNew(interactions.subList(0, 3));

    // Then
    assertThat(result).isEqualTo(new PutResult(3, 0, 0));
    assertThat(store.newest(USER, 100)).hasSize(60);
  }

  @Test
  void shouldStoreUnderAnotherUserWhatIsCopied() {
    // Given
    List<Interaction> interactions = interactions(USER, 3);
    store.put(interactions);
    store.put(List.of(interactions.get(0).by(OTHER_USER)));

    // When, then
    assertThat(store.copy(interactions, OTHER_USER)).isEqualTo(new PutResult(2, 1, 0));
    assertThat(store.newest(OTHER_USER, 10))
        .containsExactlyInAnyOrderElementsOf(
            interactions.stream().map(it -> it.by(OTHER_USER)).toList());
    assertThat(store.newest(USER, 10)).hasSize(3);
  }

  @Test
  void shouldDeleteWhatIsNamedAndNothingElse() {
    // Given
    store.put(interactions(USER, 60));
    store.put(interactions(OTHER_USER, 1));

    // When
    List<Interaction> most = store.newest(USER, 59);
    int unacknowledged = store.delete(most);

    // Then: what is not there any more can be deleted as well
    assertThat(unacknowledged + store.delete(most)).isZero();
    assertThat(store.newest(USER, 100)).hasSize(1).doesNotContainAnyElementsOf(most);
    assertThat(store.newest(OTHER_USER, 100)).hasSize(1);
  }

  @Test
  void shouldCountWhatIsThereAlreadyAsDuplicates() {
    // Given
    List<Interaction> interactions = interactions(USER, 60);
    assertThat(store.put(interactions.subList(0, 40))).isEqualTo(new PutResult(40, 0, 0));

    // When
    PutResult result = store.put(interactions);

    // Then
    assertThat(result).isEqualTo(new PutResult(20, 40, 0));
    assertThat(store.put(interactions)).isEqualTo(new PutResult(0, 60, 0));
    assertThat(store.newest(USER, 100)).hasSize(60);
  }

  @Test
  void shouldKeepTheFirstOfSeveralWithOneKey() {
    // Given
    Interaction first = interaction(USER, "same", 1000);
    Interaction second =
        new Interaction(
            USER, "same", "item", "click", first.timestamp(), 1, 2, 3, Map.of("a", "b"));

    // When
    PutResult result = store.put(List.of(first, second, first));

    // Then
    assertThat(result).isEqualTo(new PutResult(1, 2, 0));
    assertThat(store.newest(USER, 10)).containsExactly(first);
    assertThat(store.put(List.of(second))).isEqualTo(new PutResult(0, 1, 0));
    assertThat(store.newest(USER, 10)).containsExactly(first);
  }

  @Test
  void shouldStoreMoreThanOneCallTakesInAnyOrder() {
    // Given
    List<Interaction> interactions = new ArrayList<>(interactions(USER, 260));
    List<Interaction> newestFirst = new ArrayList<>(interactions);
    Collections.reverse(newestFirst);
    Collections.shuffle(interactions, new Random(7));

    // When
    PutResult result = store.put(interactions);

    // Then
    assertThat(result).isEqualTo(new PutResult(260, 0, 0));
    assertThat(store.newest(USER, 1000)).isEqualTo(newestFirst);
    assertThat(store.newest(USER, 7)).isEqualTo(newestFirst.subList(0, 7));
  }

  @Test
  void shouldReturnEventsOfOneInstantInTheReverseOfTheServedOrder() {
    // Given ids whose order differs between characters, UTF-16 and UTF-8
    List<Interaction> interactions = new ArrayList<>();
    for (String id : List.of("b", "a", "B", "aa", "é", "\uFFFD", "\uD83D\uDE00", "10", "9", "~")) {
      interactions.add(interaction(USER, id, 5000));
    }

    // When
    store.put(interactions);

    // Then
    interactions.sort(Interaction.SERVED_ORDER.reversed());
    assertThat(store.newest(USER, 100)).isEqualTo(interactions);
  }

  @Test
  void shouldTakeTheEventIdAloneForADuplicateWhateverTimeTheRetryBears() {
    // Given
    Interaction first = interaction(USER, "order-7", 5000, 3);
    store.put(List.of(first));

    // When it is sent again with other times, for this user and for another one
    PutResult again =
        store.put(
            List.of(
                interaction(USER, "order-7", 6000, 4),
                interaction(USER, "order-7", 4000, 5),
                interaction(OTHER_USER, "order-7", 6000, 6)));

    // Then
    assertThat(again).isEqualTo(new PutResult(1, 2, 0));
    assertThat(store.newest(USER, 10)).containsExactly(first);
    assertThat(store.newest(OTHER_USER, 10)).hasSize(1);
  }

  @Test
  void shouldReturnEventsOfOneInstantInTheOrderOfTheirSequence() {
    // Given ids that are in another order, more than one call takes, stored in three lists
    List<Interaction> interactions = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      interactions.add(interaction(USER, "event-" + i * 37 % 60, 5000, 1_795_000_000L + i));
    }

    // When
    store.put(interactions.subList(0, 31));
    store.put(interactions.subList(20, 45));
    store.put(interactions);

    // Then
    Collections.reverse(interactions);
    assertThat(store.newest(USER, 100)).isEqualTo(interactions);
  }

  @Test
  void shouldKeepUsersApart() {
    // Given
    store.put(List.of(interaction(USER, "one", 1), interaction(OTHER_USER, "one", 1)));

    // When, then
    assertThat(store.newest(USER, 10)).containsExactly(interaction(USER, "one", 1));
    assertThat(store.newest(OTHER_USER, 10)).containsExactly(interaction(OTHER_USER, "one", 1));
  }

  @Test
  void shouldStoreExactlyOnceWhatTwoCallersSendAtOnce() {
    // Given
    List<Interaction> interactions = interactions(USER, 120);

    // When
    CompletableFuture<PutResult> other =
        CompletableFuture.supplyAsync(() -> store.put(interactions));
    PutResult one = store.put(interactions);
    PutResult two = other.join();

    // Then both see their interactions acknowledged, and only the counts may overlap
    assertThat(one.stored() + one.duplicates()).isEqualTo(120);
    assertThat(two.stored() + two.duplicates()).isEqualTo(120);
    assertThat(one.stored() + two.stored()).isGreaterThanOrEqualTo(120);
    assertThat(store.newest(USER, 1000)).hasSize(120);
  }

  @Test
  void shouldKeepImpressionsOutOfTheHistoryAndAmongAllThatIsStored() {
    // Given
    List<Interaction> shown =
        IntStream.range(0, 40).mapToObj(i -> impression("shown-" + i, 9_000_000L + i)).toList();
    store.put(interactions(USER, 3));

    // When: sent twice, the second time with another clock
    PutResult first = store.put(shown);
    PutResult again =
        store.put(List.of(impression("shown-7", 5), interaction(USER, "shown-8", 10_000_000L)));

    // Then
    assertThat(first).isEqualTo(new PutResult(40, 0, 0));
    assertThat(again).isEqualTo(new PutResult(0, 2, 0));
    assertThat(store.newest(USER, 100)).hasSize(3).doesNotContainAnyElementsOf(shown);
    assertThat(store.some(USER, 100)).hasSize(43).containsAll(shown);
    assertThat(store.some(USER, 5)).hasSize(5);
    assertThat(store.some(OTHER_USER, 5)).isEmpty();
    assertThat(store.delete(shown)).isZero();
    assertThat(store.some(USER, 100)).hasSize(3);
  }

  private static Interaction impression(String eventId, long millis) {
    return new Interaction(
        USER,
        eventId,
        "item",
        "impression",
        Instant.ofEpochMilli(millis),
        Double.NaN,
        Double.NaN,
        0,
        Map.of("recommendationId", "list", "placement", "home", "device", "phone"));
  }
}
