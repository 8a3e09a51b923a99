package dev.tidemark.ingestqueue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.tables.FakeTime;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FullCatalogueTest {
  private static final TimeLeft PLENTY = new TimeLeft(() -> 60_000);

  private final FakeTime time = new FakeTime();
  private final InMemoryCatalogueStore catalogue = new InMemoryCatalogueStore(time);
  private final Map<String, String> files = new HashMap<>();
  private final Messages messages =
      new Messages(
          new Ports(
              new InMemoryInteractionStore(), catalogue, new Pseudonymiser(new byte[32]), time),
          key ->
              Optional.ofNullable(files.get(key))
                  .map(text -> new ByteArrayInputStream(text.getBytes(UTF_8))));

  @Test
  void shouldSwitchOffWhatTheFileLacks() {
    // Given
    take("items/a.csv", items(0, 60));

    // When, then
    assertThat(take("items/b.csv", items(0, 50)))
        .as("any file")
        .hasToString("items/b.csv: 50 read, 0 stored, 50 already there");
    assertThat(take("items/full/c.csv", items(0, 50)))
        .hasToString(
            "items/full/c.csv: 50 read, 0 stored, 50 already there; 10 that it lacks switched off");
    assertThat(active()).isEqualTo(50);
    assertThat(take("items/full/c.csv", items(0, 50)))
        .as("again")
        .hasToString("items/full/c.csv: 50 read, 0 stored, 50 already there");
    assertThat(take("items/d.csv", items(55, 60)))
        .as("listed again")
        .hasToString("items/d.csv: 5 read, 5 stored, 0 already there");
    assertThat(active()).isEqualTo(55);
  }

  @Test
  void shouldNotMissWhatWasListedSinceTheFileWasWritten() {
    // Given
    take("items/a.csv", items(0, 3));
    files.put("items/full/b.csv", items(0, 2));
    time.sleep(Duration.ofMinutes(1));
    String message = message("items/full/b.csv");
    time.sleep(Duration.ofMinutes(1));
    take("items/c.csv", items(7, 8));

    // When
    messages.take(message, PLENTY);

    // Then
    assertThat(catalogue.newestActive(10))
        .extracting(Item::itemId)
        .containsExactlyInAnyOrder("item-0", "item-1", "item-7");
  }

  @Test
  void shouldRefuseToSwitchOffMostUnlessItIsForced() {
    take("items/a.csv", items(0, 60));

    assertThatThrownBy(() -> take("items/full/a.csv", items(0, 29)))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(
            "nothing was switched off, since the file lacks 31 of 60 active items, more than half;"
                + " if that is meant, put it below items/full/forced/; items/full/a.csv: 29 read,"
                + " 0 stored, 29 already there");
    assertThat(active()).isEqualTo(60);

    assertThat(take("items/full/forced/a.csv", items(0, 29)).toString())
        .endsWith("; 31 that it lacks switched off");
    assertThat(active()).isEqualTo(29);
  }

  @Test
  void shouldSwitchOffNothingWhereARowIsRefused() {
    take("items/a.csv", items(0, 3));

    assertThatThrownBy(() -> take("items/full/a.csv", items(0, 2) + ",without an id\n"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("nothing was switched off, since not every row is an item")
        .hasMessageEndingWith("1 refused: 1 x itemId missing (at 4)");
    assertThat(active()).isEqualTo(3);
  }

  @Test
  void shouldTakeAnEmptyFileForNothingToDo() {
    take("items/a.csv", items(0, 3));

    assertThat(take("items/full/forced/a.csv", ""))
        .hasToString("items/full/forced/a.csv: nothing to do, there are no entries");
    assertThat(active()).isEqualTo(3);
  }

  @Test
  void shouldGoOnWhereTimeWasUp() {
    // Given time that is up after the first 500
    take("items/a.csv", items(0, 1400));
    TimeLeft little = new TimeLeft(() -> active() > 900 ? 60_000 : 10_000);

    // When
    assertThatThrownBy(() -> take("items/full/a.jsonl", lines(0, 800), little))
        .isInstanceOf(UnfinishedException.class);

    // Then
    assertThat(active()).isEqualTo(900);
    assertThat(take("items/full/a.jsonl", lines(0, 800)).toString())
        .endsWith("; 100 that it lacks switched off");
    assertThat(active()).isEqualTo(800);
  }

  private int active() {
    return catalogue.newestActive(10_000).size();
  }

  private Report take(String key, String text) {
    return take(key, text, PLENTY);
  }

  private Report take(String key, String text, TimeLeft timeLeft) {
    files.put(key, text);
    time.sleep(Duration.ofMinutes(1));
    return messages.take(message(key), timeLeft);
  }

  private String message(String key) {
    return Queue.file(key)
        .replace("{\"version\"", "{\"time\":\"" + time.instant() + "\",\"version\"");
  }

  private static String items(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "item-" + i + ",Title\n")
        .collect(Collectors.joining("", "item_id,title\n", ""));
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{\"itemId\":\"item-" + i + "\",\"title\":\"Title\"}\n")
        .collect(Collectors.joining());
  }
}
