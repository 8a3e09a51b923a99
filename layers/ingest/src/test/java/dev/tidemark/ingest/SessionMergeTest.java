package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.tables.PutResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionMergeTest {
  private static final UserKey SESSION = new UserKey("session");
  private static final UserKey USER = new UserKey("user");

  private final InMemoryInteractionStore store = new InMemoryInteractionStore();
  private final SessionMerge merge = new SessionMerge(store);

  @Test
  void shouldGiveTheUserWhatWasDoneInTheSession() {
    // Given: one of them was sent for the user, too
    store.put(IntStream.range(0, 1_200).mapToObj(i -> did(SESSION, i)).toList());
    store.put(List.of(did(USER, 7), did(USER, 5_000), did(SESSION, 6_000, "impression")));

    // When
    PutResult result = merge.merge(SESSION, USER);

    // Then
    assertThat(result).isEqualTo(new PutResult(1_200, 1, 0));
    assertThat(store.some(SESSION, 1)).isEmpty();
    assertThat(store.newest(USER, 9_999)).hasSize(1_201);
    assertThat(store.some(USER, 9_999)).hasSize(1_202);
    assertThat(merge.merge(SESSION, USER)).isEqualTo(new PutResult(0, 0, 0));
  }

  @Test
  void shouldMoveNothingOfAnErasedSession() {
    // Given
    store.put(List.of(did(SESSION, 1), did(SESSION, 9)));
    store.erase(SESSION, did(SESSION, 5).timestamp());

    // When, then
    assertThat(merge.merge(SESSION, USER)).isEqualTo(new PutResult(1, 0, 0));
    assertThat(store.newest(USER, 9)).containsExactly(did(USER, 9));
  }

  @Test
  void shouldBringNothingBackToAnErasedUser() {
    // Given
    store.put(List.of(did(SESSION, 1), did(SESSION, 9)));
    store.erase(USER, did(USER, 5).timestamp());

    // When, then
    assertThat(merge.merge(SESSION, USER)).isEqualTo(new PutResult(1, 0, 0));
    assertThat(store.newest(USER, 9)).containsExactly(did(USER, 9));
    assertThat(store.isEmpty(SESSION)).isTrue();
  }

  @Test
  void shouldDeleteNothingThatWasNotStored() {
    // Given
    store.put(List.of(did(SESSION, 1)));

    // When
    PutResult result =
        new SessionMerge(new PutByHand(store, list -> new PutResult(0, 0, list.size())))
            .merge(SESSION, USER);

    // Then
    assertThat(result).isEqualTo(new PutResult(0, 0, 1));
    assertThat(store.newest(SESSION, 9)).hasSize(1);
  }

  @Test
  void shouldNeverMergeSomebodyWithThemselves() {
    store.put(List.of(did(USER, 1)));

    assertThatThrownBy(() -> merge.merge(USER, USER)).isInstanceOf(IllegalArgumentException.class);
    assertThat(store.newest(USER, 9)).hasSize(1);
  }

  private static Interaction did(UserKey user, int number) {
    return did(user, number, "view");
  }

  private static Interaction did(UserKey user, int number, String type) {
    return new Interaction(
        user,
        "e" + number,
        "i",
        type,
        Instant.ofEpochSecond(1_764_000_000L + number),
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }
}
