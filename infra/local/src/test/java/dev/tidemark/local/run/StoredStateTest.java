package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.data.format.Given;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.data.DataSize;
import dev.tidemark.local.data.ExampleIds;
import dev.tidemark.local.shop.SimulatedShop;
import dev.tidemark.store.fake.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A storage folder in which something is not as the last run left it. */
class StoredStateTest {
  private static final String MODEL = "20260101T000000Z-aaaaaaaa";
  private static final int PAGE = 4096;

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-28T00:30:00Z");
  private Path data;
  private Path database;
  private Workspace workspace;

  @BeforeEach
  void storeARunThatIsComplete() throws IOException {
    data = folder.resolve("shop");
    new SimulatedShop(2, 3).write(data);
    workspace = Workspace.lasting(folder.resolve("storage"));
    RunState begun = stored(true).read();
    begun
        .withImported(new ExampleIds("u", "i"), DataSize.UNKNOWN)
        .withModel(MODEL)
        .write(workspace.state());
    database = workspace.tablesFile().path();
    Files.createDirectories(database.getParent());
    Files.write(database, database(2));
    Path model = Files.createDirectories(workspace.folder().resolve("models").resolve(MODEL));
    Files.writeString(model.resolve("manifest.json"), "{}");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void shouldGoOnFromWhatIsWhole() throws IOException {
    RunState state = stored(false).read();

    assertThat(state.isComplete(workspace)).isTrue();
    assertThat(state.userKey()).hasSize(16);
    assertThat(lines).containsExactly("Data: shop, as stored");
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void shouldGoOnWithTablesAndModelWhereTheStateIsDamaged(Damage damage) throws IOException {
    damage.to(workspace.state());

    RunState state = stored(false).read();

    assertThat(state.isComplete(workspace)).isTrue();
    assertThat(state.model()).isEqualTo(MODEL);
    if (damage != Damage.MISSING) {
      assertThat(lines.get(0))
          .startsWith(workspace.state() + " is damaged")
          .contains("state.json.damaged-1", "--data");
      assertThat(workspace.folder().resolve("state.json.damaged-1")).exists();
    }
    lines.clear();
    assertThat(stored(false).read()).isEqualTo(state);
    assertThat(lines).containsExactly("Data: tables, as stored");
  }

  @Test
  void shouldImportAgainWhereTheStateIsDamagedAndTheDataIsGiven() throws IOException {
    Damage.CUT_SHORT.to(workspace.state());

    RunState state = stored(true).read();

    assertThat(state.imported()).isFalse();
    assertThat(state.dataSet()).isEqualTo("shop");
    assertThat(state.model()).as("needs no training").isEqualTo(MODEL);
  }

  @Test
  void shouldNotNeedTheDataForATrainingWhereTheModelIsGone() throws IOException {
    Files.delete(workspace.folder().resolve("models").resolve(MODEL).resolve("manifest.json"));

    RunState state = stored(false).read();

    assertThat(state.imported()).isTrue();
    assertThat(state.isComplete(workspace)).isFalse();
  }

  @Test
  void shouldImportAgainWhereTheTablesAreGone() throws IOException {
    Files.delete(database);

    assertThat(stored(true).read().imported()).isFalse();
    assertThat(lines)
        .containsExactly(
            database + " is missing: the data set is imported again, and what came since is lost");
    assertThatThrownBy(() -> stored(false).read())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("holds the data set shop")
        .hasMessageContaining("give the same --data");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"FLIPPED_BIT", "MISSING"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldNotTouchTablesThatAreDamaged(Damage damage) throws IOException {
    damage.to(database);

    assertThatThrownBy(() -> stored(true).read())
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(database + " is damaged: ")
        .hasMessageContaining("put it back from a backup");
    assertThat(database).exists();
  }

  @Test
  void shouldSeeAFlippedBitAtTheBeginningOfTheTables() throws IOException {
    byte[] content = database(2);
    content[3] ^= 4;
    Files.write(database, content);

    assertThatThrownBy(() -> stored(true).read())
        .hasMessageContaining("does not begin as SQLite's files do");
  }

  @Test
  void shouldLeaveTablesToSqliteWhereItWroteAhead() throws IOException {
    Damage.CUT_SHORT.to(database);
    Files.writeString(database.resolveSibling(database.getFileName() + "-wal"), "ahead");

    assertThat(stored(false).read().imported()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void shouldNeverTakeAnotherKeyForTheOneOfTheTables(Damage damage) throws IOException {
    Path key = workspace.userKey();
    damage.to(key);

    assertThatThrownBy(() -> stored(true).read())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(key.toString())
        .hasMessageContaining("put it back from a backup, or begin anew with another --storage");
    assertThatThrownBy(() -> stored(true).read()).as("the next time").isNotNull();
  }

  @Test
  void shouldKeepTheSimulatedShopThatEndsYesterday() throws IOException {
    // Given
    workspace.close();
    workspace = Workspace.lasting(folder.resolve("other-storage"));

    // When
    RunState begun = stored(false).read();

    // Then
    Path events = workspace.simulatedShop().resolve("events.csv");
    List<String> rows = Files.readAllLines(events);
    long newest = Long.parseLong(rows.get(1).split(",", -1)[3]);
    assertThat(Instant.ofEpochSecond(newest))
        .isBetween(now.minus(Duration.ofDays(2)), now.plus(Duration.ofHours(1)));

    // When, Then: an import that broke off goes on with the same shop
    now = now.plus(Duration.ofDays(3));
    assertThat(stored(false).read().fingerprint()).isEqualTo(begun.fingerprint());
    assertThat(stored(false).isSimulated()).isTrue();
    assertThat(Files.readAllLines(events)).isEqualTo(rows);
  }

  private StoredState stored(boolean withData) {
    return new StoredState(
        workspace,
        withData ? Optional.of(data) : Optional.empty(),
        Given.NOTHING,
        () -> now,
        lines::add);
  }

  /** As far as it is looked at. */
  private static byte[] database(int pages) {
    ByteBuffer file = ByteBuffer.allocate(pages * PAGE);
    file.put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII));
    file.putShort(16, (short) PAGE).putInt(24, 7).putInt(28, pages).putInt(92, 7);
    return file.array();
  }
}
