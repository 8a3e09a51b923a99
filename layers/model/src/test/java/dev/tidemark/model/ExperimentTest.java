package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.domain.UserKey;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static final List<UserKey> USERS =
      IntStream.range(0, 20_000).mapToObj(i -> new UserKey("user-" + i)).toList();

  @Test
  void shouldDrawTheShareOfTheUsers() {
    for (int share : new int[] {1, 20, 50, 99}) {
      // Four standard errors of 20,000 draws.
      assertThat(drawn(new Experiment("m2", share)).size() / 20_000.0)
          .isCloseTo(share / 100.0, within(0.0142));
    }
  }

  @Test
  void shouldDrawTheSameUsersAndMoreWithAGreaterShare() {
    List<UserKey> few = drawn(new Experiment("m2", 20));

    assertThat(drawn(new Experiment("m2", 20))).isEqualTo(few);
    assertThat(Set.copyOf(drawn(new Experiment("m2", 50))).containsAll(few)).isTrue();
  }

  @Test
  void shouldDrawOthersForAnotherModel() {
    Experiment one = new Experiment("m2", 50);
    Experiment other = new Experiment("m3", 50);

    long both = USERS.stream().filter(one::draws).filter(other::draws).count();

    assertThat(both / 20_000.0).isCloseTo(0.25, within(0.0123));
  }

  /** A change here would move users from one model to the other in the middle of an experiment. */
  @Test
  void shouldNeverChangeWhoIsDrawn() {
    assertThat(drawn(new Experiment("m2", 20)).subList(0, 3))
        .extracting(UserKey::value)
        .containsExactly("user-0", "user-9", "user-11");
  }

  @Test
  void shouldDrawNobodyWhereThereIsNone() {
    assertThat(Experiment.NONE.isOn()).isFalse();
    assertThat(drawn(Experiment.NONE)).isEmpty();
    assertThatThrownBy(() -> new Experiment("m2", 100)).hasMessageContaining("from 1 to 99");
  }

  private static List<UserKey> drawn(Experiment experiment) {
    return USERS.stream().filter(experiment::draws).toList();
  }
}
