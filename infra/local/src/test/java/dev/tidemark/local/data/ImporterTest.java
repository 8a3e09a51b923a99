package dev.tidemark.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.data.format.Given;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.local.Console;
import dev.tidemark.local.RunException;
import dev.tidemark.local.shop.SimulatedShop;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryFolder;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.files.PurgeList;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImporterTest {
  private static final Instant RECEIVED = Instant.ofEpochSecond(1_790_000_000);
  private static final String HEADER = "user_id,item_id,event_type,timestamp,rating,promotion\n";

  private final StringWriter text = new StringWriter();
  private final Console console = new Console(new PrintWriter(text), false, () -> 0);
  private final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  private final InMemoryCatalogueStore catalogue = new InMemoryCatalogueStore();
  private final Pseudonymiser users = new Pseudonymiser(new byte[32]);
  private final PurgeList purgeList = new PurgeList(new InMemoryFolder());

  @TempDir Path folder;

  @Test
  void shouldStoreItemsAndEvents() throws Exception {
    // Given
    new SimulatedShop(20, 1).write(folder);
    DataSet data = DataSet.read(folder, Given.NOTHING);

    // When
    run(interactions, true);

    // Then
    assertThat(interactions.size()).isEqualTo((int) data.survey().keptEvents());
    assertThat(catalogue.stored()).hasSize(400);
    assertThat(text.toString())
        .contains("400 items stored, 0 already there")
        .contains(String.format("%,d events stored, 0 already there", data.survey().keptEvents()));
  }

  @Test
  void shouldKeepWhatTheRowsTell() throws Exception {
    // Given
    Files.writeString(folder.resolve("items.csv"), "item_id,vector\ni,0.5 -2\n");
    Files.writeString(
        folder.resolve("events.csv"),
        HEADER + "u,i,rating,1764000000,4,spring sale\nu,i,view,1764000001,,\n");

    // When
    run(interactions, true);

    // Then
    List<Interaction> newest = interactions.newest(key("u"), 2);
    assertThat(newest.get(1).value()).isEqualTo(4);
    assertThat(newest.get(1).isPromoted()).isTrue();
    assertThat(newest.get(0).context()).isEmpty();
    assertThat(catalogue.stored().get(0).vector()).containsExactly(0.5f, -2f);
  }

  @Test
  void shouldKeepTheOrderOfTheFileWithinOneInstant() throws Exception {
    // Given: more than several lists
    StringBuilder events = new StringBuilder(HEADER);
    for (int i = 0; i < 1_000; i++) {
      events.append("u,i").append(i).append(",view,1764000000,,\n");
    }
    Files.writeString(folder.resolve("events.csv"), events.toString());

    // When
    run(interactions, true);

    // Then
    List<Interaction> newest = interactions.newest(key("u"), 1_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(newest.get(i).itemId()).isEqualTo("i" + (999 - i));
    }
  }

  @Test
  void shouldLeaveWhatWasStoredBefore() throws Exception {
    // Given
    Files.writeString(folder.resolve("events.csv"), HEADER + "u,i,rating,1764000000,4,\n");
    run(interactions, true);

    // When
    Files.writeString(
        folder.resolve("events.csv"),
        HEADER + "u,i,rating,1764000000,1,\nu,i,rating,1764000009,2,\n");
    run(interactions, false);

    // Then
    assertThat(interactions.newest(key("u"), 9))
        .extracting(Interaction::value)
        .containsExactly(2d, 4d);
    assertThat(text.toString()).contains("1 events stored, 1 already there");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotBringBackWhoWasErased(boolean isNew) throws Exception {
    // Given: a table that was empty knows nothing of it, one that was not has a tombstone
    Instant erasedAt = Instant.ofEpochSecond(1_764_000_005);
    purgeList.add(key("gone"), erasedAt);
    if (!isNew) {
      interactions.erase(key("gone"), erasedAt);
    }
    Files.writeString(
        folder.resolve("events.csv"),
        HEADER
            + "gone,i,view,1764000005,,\ngone,i,view,1764000005,,\n"
            + "u,i,view,1764000005,,\ngone,i,view,1764000006,,\ngone,j,view,1764000001,,\n");

    // When
    run(interactions, isNew);

    // Then
    assertThat(interactions.size()).isEqualTo(2);
    assertThat(interactions.newest(key("gone"), 9)).hasSize(1);
    assertThat(text.toString())
        .contains("2 events stored, 0 already there, 2 of users who were erased left out");
  }

  @Test
  void shouldSwitchItemsByTheirColumnAlone() throws Exception {
    // Given
    Files.writeString(folder.resolve("events.csv"), HEADER);
    Files.writeString(folder.resolve("items.csv"), "item_id,title,active\na,A,true\nb,B,false\n");

    // When, Then
    run(interactions, true);
    assertThat(catalogue.newestActive(9)).extracting(Item::itemId).containsExactly("a");

    // When, Then: a file that does not tell leaves them as they are, with all else that it lacks
    Files.writeString(folder.resolve("items.csv"), "item_id,price\na,2\nb,3\n");
    run(interactions, true);
    assertThat(catalogue.newestActive(9)).extracting(Item::itemId).containsExactly("a");
    assertThat(catalogue.stored()).extracting(Item::title).containsExactlyInAnyOrder("A", "B");
  }

  @Test
  void shouldFailWhereTheTableDoesNotConfirm() throws Exception {
    // Given
    Files.writeString(folder.resolve("events.csv"), HEADER + "u,i,rating,1764000000,4,\n");

    // When, Then
    assertThatThrownBy(() -> run(new PutByHand(list -> new PutResult(0, 0, list.size())), true))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("the table did not confirm");
  }

  @Test
  void shouldStoreNothingMoreOnceTheRunHasComeToItsEnd() throws Exception {
    // Given
    StringBuilder events = new StringBuilder(HEADER);
    for (int i = 0; i < 1_000; i++) {
      events.append("u,i").append(i).append(",view,1764000000,,\n");
    }
    Files.writeString(folder.resolve("events.csv"), events.toString());
    ImportTarget target = new ImportTarget(interactions, true, catalogue, users, purgeList);

    // When: it ends while rows are read
    int[] asked = {0};
    Importer importer = new Importer(target, console, () -> ++asked[0] > 200);
    assertThatThrownBy(() -> importer.run(DataSet.read(folder, Given.NOTHING), RECEIVED))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("the import was stopped");

    // Then
    assertThat(asked[0]).isEqualTo(201);
    assertThat(interactions.size()).isLessThanOrEqualTo(200);
  }

  private void run(InteractionStore store, boolean isNew) {
    new Importer(new ImportTarget(store, isNew, catalogue, users, purgeList), console)
        .run(DataSet.read(folder, Given.NOTHING), RECEIVED);
  }

  private UserKey key(String user) {
    return users.keyOf(user);
  }
}
