package dev.tidemark.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.data.format.Given;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.local.Console;
import dev.tidemark.local.UsageException;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullCatalogueTest {
  private static final Instant LISTED = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant BEGUN = LISTED.plusSeconds(1);

  private final InMemoryCatalogueStore store =
      new InMemoryCatalogueStore(Clock.fixed(LISTED, ZoneOffset.UTC));
  private final StringWriter text = new StringWriter();
  private final Console console = new Console(new PrintWriter(text), false, () -> 0);

  @TempDir Path folder;

  @BeforeEach
  void list() {
    store.put(
        IntStream.range(0, 60)
            .mapToObj(i -> new Item("i" + i, "", "", 1, List.of(), List.of(), true))
            .map(ItemUpdate::all)
            .toList());
  }

  @Test
  void shouldSwitchOffWhatTheDataSetLacks() throws IOException {
    finish(Delist.UNLESS_MOST, 50);

    assertThat(active()).isEqualTo(50);
    assertThat(text).hasToString("  10 of 60 active items are not listed any more: switched off\n");
  }

  @Test
  void shouldSwitchOffNothingUnasked() throws IOException {
    finish(Delist.NOTHING, 50);

    assertThat(active()).isEqualTo(60);
    assertThat(text.toString()).isEmpty();
  }

  @Test
  void shouldRefuseToSwitchOffMostUnlessThatIsAskedFor() throws IOException {
    assertThatThrownBy(() -> finish(Delist.UNLESS_MOST, 29))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("it lacks 31 of 60 active items")
        .hasMessageContaining("--delist-most");
    assertThat(active()).isEqualTo(60);

    finish(Delist.ALL, 29);
    assertThat(active()).isEqualTo(29);
  }

  @Test
  void shouldSwitchOffNothingWhereARowIsNoItem() throws IOException {
    assertThatThrownBy(() -> finish(Delist.ALL, 50, ",no id\n"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("1 rows are no items");
    assertThat(active()).isEqualTo(60);
  }

  private void finish(Delist delist, int items, String... more) throws IOException {
    Files.writeString(
        folder.resolve("items.csv"),
        IntStream.range(0, items)
            .mapToObj(i -> "i" + i + ",Title\n")
            .collect(Collectors.joining("", "item_id,title\n", String.join("", more))));
    Files.writeString(
        folder.resolve("events.csv"),
        "user_id,item_id,event_type,timestamp\nu1,i1,view,1764000000\n");
    new FullCatalogue(store, delist, console).finish(DataSet.read(folder, Given.NOTHING), BEGUN);
  }

  private int active() {
    return store.newestActive(100).size();
  }
}
