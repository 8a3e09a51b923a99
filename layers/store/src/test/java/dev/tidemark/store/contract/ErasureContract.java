package dev.tidemark.store.contract;

import static dev.tidemark.store.contract.Samples.OTHER_USER;
import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interaction;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.contract.ErasureInterleaving.Stores;
import dev.tidemark.store.tables.ErasureStore.Page;
import dev.tidemark.store.tables.PutResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store of interactions must do for a user who was erased. */
public abstract class ErasureContract {
  private static final Instant ERASED_AT = Instant.parse("2026-06-01T12:00:00.500Z");
  private static final long MILLIS = ERASED_AT.toEpochMilli();

  private Stores stores;

  /** One store without anything in it, by its three ports. */
  protected abstract Stores emptyStores();

  @BeforeEach
  void makeStores() {
    stores = emptyStores();
  }

  @Test
  void shouldKnowWhoWasErasedAndWhen() {
    assertThat(stores.erasures().erasedAt(USER)).isEmpty();

    stores.erasures().erase(USER, ERASED_AT);

    assertThat(stores.erasures().erasedAt(USER)).contains(ERASED_AT);
    assertThat(stores.erasures().erasedAt(OTHER_USER)).isEmpty();
    assertThat(stores.table().isEmpty(USER)).isTrue();
  }

  @Test
  void shouldReadNothingOfBeforeThoughItsRowsAreStillThere() {
    // Given
    stores.interactions().put(interactions(USER, 60));
    stores.interactions().put(interactions(OTHER_USER, 3));

    // When
    stores.erasures().erase(USER, ERASED_AT);

    // Then
    assertThat(stores.interactions().newest(USER, 100)).isEmpty();
    assertThat(stores.interactions().some(USER, 100)).isEmpty();
    assertThat(held()).isEmpty();
    assertThat(stores.table().isEmpty(USER)).isFalse();
    assertThat(stores.interactions().newest(OTHER_USER, 100)).hasSize(3);
  }

  @Test
  void shouldRefuseLateEventsAndTellWhich() {
    // Given
    stores.erasures().erase(USER, ERASED_AT);

    // When: before, at that moment, after it, and of somebody else
    PutResult result =
        stores
            .interactions()
            .put(
                List.of(
                    interaction(USER, "before", MILLIS - 1),
                    interaction(USER, "after", MILLIS + 1),
                    interaction(OTHER_USER, "before", MILLIS - 1),
                    interaction(USER, "at", MILLIS),
                    interaction(USER, "before", MILLIS - 1)));

    // Then
    assertThat(result).isEqualTo(new PutResult(2, 0, 0, List.of(0, 3, 4)));
    assertThat(stores.interactions().newest(USER, 9))
        .extracting(Interaction::eventId)
        .containsExactly("after");
  }

  @Test
  void shouldRefuseTheErasedAmongMoreUsersThanOneCallLooksUp() {
    // Given every seventh of 160 is erased
    List<Interaction> batch = new ArrayList<>();
    List<Integer> erased = new ArrayList<>();
    for (int i = 0; i < 320; i++) {
      Interaction interaction =
          interaction(new UserKey("user-" + i % 160), "event-" + i, MILLIS - i);
      batch.add(interaction);
      if (i % 160 % 7 == 0) {
        stores.erasures().erase(interaction.user(), ERASED_AT);
        erased.add(i);
      }
    }

    // When, then
    assertThat(stores.interactions().put(batch))
        .isEqualTo(new PutResult(320 - erased.size(), 0, 0, erased));
  }

  @Test
  void shouldServeWhoComesBackByWhatIsNewAlone() {
    // Given
    stores.interactions().put(interactions(USER, 7));
    stores.erasures().erase(USER, ERASED_AT);

    // When
    List<Interaction> after =
        List.of(interaction(USER, "b", MILLIS + 2), interaction(USER, "a", MILLIS + 1));
    stores.interactions().put(after);

    // Then
    assertThat(stores.interactions().newest(USER, 100)).isEqualTo(after);
    assertThat(stores.interactions().newest(USER, 2)).isEqualTo(after);
    assertThat(stores.interactions().newest(USER, 1)).isEqualTo(after.subList(0, 1));
    assertThat(stores.interactions().some(USER, 100)).containsExactlyInAnyOrderElementsOf(after);
    assertThat(held()).containsExactlyInAnyOrderElementsOf(after);
  }

  @Test
  void shouldDeleteAllRowsOfOneUserButTheTombstone() {
    // Given
    stores.interactions().put(interactions(USER, 1100));
    stores.interactions().put(interactions(OTHER_USER, 2));
    stores.erasures().erase(USER, ERASED_AT);

    // When
    int deleted = 0;
    for (int some = stores.table().deleteSome(USER);
        some > 0;
        some = stores.table().deleteSome(USER)) {
      deleted += some;
    }

    // Then
    assertThat(deleted).isEqualTo(1100);
    assertThat(stores.table().isEmpty(USER)).isTrue();
    assertThat(stores.erasures().erasedAt(USER)).contains(ERASED_AT);
    assertThat(stores.interactions().newest(OTHER_USER, 9)).hasSize(2);
  }

  @Test
  void shouldTellAllThatIsHeldPageByPage() {
    // Given
    List<Interaction> all = interactions(USER, 11);
    stores.interactions().put(all);

    // When, then
    assertThat(held()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void shouldServeNothingOldWhateverIsBetween() {
    for (int seed = 0; seed < 10; seed++) {
      new ErasureInterleaving(emptyStores(), new Random(seed)).run(40);
    }
  }

  private List<Interaction> held() {
    List<Interaction> held = new ArrayList<>();
    String after = "";
    do {
      Page page = stores.erasures().held(USER, after);
      held.addAll(page.interactions());
      after = page.next();
    } while (!after.isEmpty());
    return held;
  }
}
