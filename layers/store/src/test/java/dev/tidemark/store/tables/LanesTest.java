package dev.tidemark.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final List<Integer> PARTS = IntStream.range(0, 40).boxed().toList();

  @Test
  void shouldRunFiveCallsSideBySideAndAnswerInOrder() {
    // Given five calls that wait for each other
    CountDownLatch five = new CountDownLatch(5);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    // When
    List<Integer> answers =
        Lanes.several()
            .each(
                PARTS,
                part -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  five.countDown();
                  assertThat(await(five)).isTrue();
                  running.decrementAndGet();
                  return 2 * part;
                });

    // Then
    assertThat(answers).isEqualTo(PARTS.stream().map(part -> 2 * part).toList());
    assertThat(most).hasValue(5);
  }

  @Test
  void shouldEndEveryCallBeforeItFails() {
    Set<Integer> ended = ConcurrentHashMap.newKeySet();

    assertThatThrownBy(
            () ->
                Lanes.several()
                    .each(
                        PARTS,
                        part -> {
                          if (part == 3) {
                            throw new IllegalStateException("three");
                          }
                          ended.add(part);
                          return part;
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("three");
    assertThat(ended).hasSize(PARTS.size() - 1);
  }

  @Test
  void shouldStayInTheCallersThreadWithOneLaneOrOnePart() {
    Thread caller = Thread.currentThread();

    assertThat(Lanes.one().each(PARTS, part -> Thread.currentThread())).containsOnly(caller);
    assertThat(Lanes.several().each(List.of(1), part -> Thread.currentThread()))
        .containsExactly(caller);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
