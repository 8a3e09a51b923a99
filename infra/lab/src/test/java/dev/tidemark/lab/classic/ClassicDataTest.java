package dev.tidemark.lab.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.data.DatasetException;
import dev.tidemark.training.data.TrainingData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassicDataTest {

  @Test
  void shouldCallFourStarsAndMoreLiked() {
    // Given: 20 rows, so 17 and 18 are validation, 19 and 20 the test
    RatedLog log = new RatedLog();
    for (int second = 1; second <= 16; second++) {
      log.add("u", "a" + second % 4, second, second % 2 == 0 ? 3.5 : 4);
    }
    log.add("u", "a0", 17, 2).add("u", "new", 17, 5).add("u", "a1", 18, 4.5);
    log.add("u", "a2", 19, 1).add("v", "a1", 19, 5).add("u", "a3", 20, 5);

    // When
    ClassicData data = new ClassicData(log.byTime());

    // Then
    assertThat(labels(data, data.training()))
        .containsExactly(0f, 1f, 0f, 1f, 0f, 1f, 0f, 1f, 0f, 1f, 0f, 1f, 0f, 1f, 0f);
    assertThat(labels(data, data.validation())).containsExactly(0f, 1f);
    assertThat(labels(data, data.test())).containsExactly(0f, 1f);
    assertThat(data.test().get(0).history().millis(data.test().get(0).position()))
        .isEqualTo(19_000);
  }

  @Test
  void shouldNotShowABasketToItself() {
    RatedLog log = new RatedLog();
    for (int basket = 1; basket <= 10; basket++) {
      log.add("u", "a", basket, 5).add("u", "b", basket, 1);
    }

    Examples training = new ClassicData(log.byTime()).training();

    for (int i = 0; i < training.size(); i++) {
      Example example = training.get(i);
      assertThat(example.history().millis(example.end() - 1))
          .isLessThan(example.history().millis(example.position()));
      assertThat(example.end()).isEqualTo(example.position() / 2 * 2);
    }
    assertThat(training.size()).isEqualTo(14);
  }

  @Test
  void shouldSetANonEventBesideEachEventWhereNothingIsRated() {
    // Given
    RatedLog log = new RatedLog();
    for (String user : List.of("u", "v", "w")) {
      for (int i = 0; i < 6; i++) {
        log.add(user, "a" + (i + user.charAt(0)) % 9, 0, Double.NaN);
      }
    }
    TrainingData encoded = log.leaveOneOut();

    // When
    ClassicData data = new ClassicData(encoded);

    // Then
    assertThat(labels(data, data.test())).containsExactly(1f, 0f, 1f, 0f, 1f, 0f);
    assertThat(data.training().size()).isEqualTo(3 * 3 * 2);
    for (Examples part : List.of(data.training(), data.validation(), data.test())) {
      for (int i = 1; i < part.size(); i += 2) {
        Example nonEvent = part.get(i);
        assertThat(nonEvent.isEvent()).isFalse();
        assertThat(nonEvent.history().items(0, nonEvent.position() + 1))
            .doesNotContain(nonEvent.item());
        assertThat(part.get(i - 1).position()).isEqualTo(nonEvent.position());
      }
    }
  }

  @Test
  void shouldRefuseDataOfOneLabel() {
    RatedLog log = new RatedLog();
    for (int i = 0; i < 6; i++) {
      log.add("u", "a" + i, i, 5);
    }
    TrainingData data = log.leaveOneOut();

    assertThatThrownBy(() -> new ClassicData(data))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "preset classic: 3 of 3 training examples have label 1 (a rating of 4 or more), and it"
                + " takes both labels; give more data or another --protocol");
  }

  private static List<Float> labels(ClassicData data, Examples examples) {
    List<Float> labels = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      labels.add(data.labels().of(examples.get(i)));
    }
    return labels;
  }
}
