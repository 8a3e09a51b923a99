package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.OTHER_USER;
import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interaction;
import static dev.tidemark.store.contract.Samples.interactions;
import static dev.tidemark.store.contract.Samples.item;
import static dev.tidemark.store.contract.Samples.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.store.tables.Faults.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stores took in comes out of an export unchanged. */
class ScanTableExportIT {
  @TempDir private Path folder;

  private final Faults faults = new Faults();
  private TestTables tables;
  private InteractionStore store;
  private CatalogueStore catalogue;

  @BeforeEach
  void makeStores() {
    tables = new TestTables(SharedDynamoDb.get(), faults);
    store =
        new DynamoDbInteractionStore(
            tables.client(),
            tables.interactions(),
            Clock.systemUTC(),
            Duration.ZERO,
            Backoff.ofTotal(Duration.ofSeconds(20)));
    catalogue =
        new DynamoDbCatalogueStore(
            tables.client(), tables.catalogue(), Clock.systemUTC(), Backoff.interactive());
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @Test
  void shouldExportInteractionsThatAreReadBackInTheServedOrder() {
    // Given every field, odd ids, and many events of one instant
    List<Interaction> interactions = new ArrayList<>();
    interactions.add(
        new Interaction(
            USER,
            "\uD83D\uDE00 ünïcode \"日本\" \\ id",
            "item \uD83D\uDECD/1",
            "purchase",
            Instant.parse("2026-02-03T04:05:06.789Z"),
            -4.5,
            1e-9,
            1_000_000_000,
            Map.of("device", "phone", "promotion \uD83C\uDF81", "")));
    for (String id : List.of("b", "a", "B", "aa", "é", "\uFFFD", "\uD83D\uDE00", "10", "9", "~")) {
      interactions.add(interaction(USER, id, 5000));
    }
    IntStream.range(0, 150)
        .forEach(
            i ->
                interactions.add(
                    interaction(USER, "same-instant-" + i, 1_750_000_000_000L, 200 - i)));
    interactions.addAll(interactions(OTHER_USER, 40));
    store.put(interactions);

    // When
    export(50, folder);
    Map<UserKey, List<Interaction>> exported =
        exportedInteractions().stream().collect(Collectors.groupingBy(Interaction::user));

    // Then
    assertThat(exported).containsOnlyKeys(USER, OTHER_USER);
    exported.forEach(
        (user, ofUser) -> {
          ofUser.sort(Interaction.SERVED_ORDER.reversed());
          assertThat(ofUser).isEqualTo(store.newest(user, 1000));
        });
    assertThat(exported.values().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(interactions);
  }

  @Test
  void shouldExportItemsWithAllTheirFields() {
    // Given
    Item full =
        new Item(
            "\uD83D\uDE00/日本 1",
            "Tïtle \"quoted\"",
            "home/kitchen|gifts",
            12.34,
            List.of("new", "réd", "new"),
            List.of(0.1f, -1e-20f, Float.MAX_VALUE, -0.0f),
            true);
    List<Item> items = List.of(full, item("bare", "", true), item("hidden", "H", false));
    catalogue.put(whole(items));

    // When
    export(100, folder);

    // Then
    List<Item> exported = new ArrayList<>();
    new ExportReader(new LocalFolder(folder), Map.of()).items(exported::add);
    assertThat(exported).containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void shouldWriteOneItemALineIntoFilesOfABoundedSize() throws IOException {
    // Given
    store.put(interactions(USER, 25));

    // When
    export(10, folder);

    // Then
    List<Path> files = files(folder.resolve("interactions"));
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("part-00000.json.gz", "part-00001.json.gz", "part-00002.json.gz");
    ObjectMapper json = new ObjectMapper();
    int lines = 0;
    for (Path file : files) {
      for (String line : lines(file)) {
        assertThat(json.readTree(line).at("/Item/pk/S").textValue()).isEqualTo(USER.value());
        lines++;
      }
    }
    assertThat(lines).isEqualTo(25);
  }

  @Test
  void shouldWriteTheTypesAsDynamoDbsExportDoes() throws IOException {
    // Given
    store.put(
        List.of(
            new Interaction(
                USER,
                "e",
                "i",
                "view",
                Instant.ofEpochMilli(1),
                Double.NaN,
                2.5,
                0,
                Map.of("device", "a \"quoted\"\nline"))));
    catalogue.put(whole(new Item("a", "", "", 1, List.of("x", "y"), List.of(1f), true)));

    // When
    export(10, folder);
    ObjectMapper json = new ObjectMapper();

    // Then
    assertThat(json.readTree(lines(files(folder.resolve("interactions")).get(0)).get(0)))
        .isEqualTo(
            json.readTree(
                """
                {"Item": {"pk": {"S": "%s"}, "sk": {"S": "e"},
                  "place": {"S": "000000000000001#0000000000000000000#e"},
                  "itemId": {"S": "i"}, "type": {"S": "view"}, "price": {"N": "2.5"},
                  "context": {"M": {"device": {"S": "a \\"quoted\\"\\nline"}}}}}
                """
                    .formatted(USER.value())));
    JsonNode item =
        json.readTree(lines(files(folder.resolve("catalogue")).get(0)).get(0)).get("Item");
    assertThat(item.get("tags")).isEqualTo(json.readTree("{\"L\":[{\"S\":\"x\"},{\"S\":\"y\"}]}"));
    assertThat(item.get("vector")).isEqualTo(json.readTree("{\"B\":\"AACAPw==\"}"));
    assertThat(item.get("active")).isEqualTo(json.readTree("{\"BOOL\":true}"));
  }

  @Test
  void shouldExportMoreThanOnePageThoughFaultsComeBetween() {
    // Given 2.5 MB; a page ends at 1 MB
    Map<String, String> context =
        IntStream.range(0, 16)
            .boxed()
            .collect(Collectors.toMap(i -> "key-" + i, i -> "x".repeat(256)));
    List<Interaction> large =
        IntStream.range(0, 600)
            .mapToObj(
                i ->
                    new Interaction(
                        USER, "e" + i, "i", "view", Instant.ofEpochMilli(i), 1, 2, 3, context))
            .toList();
    store.put(large);
    faults.next("Scan", Fault.THROTTLED, Fault.NONE, Fault.FAILED, Fault.DONE_BUT_TIMED_OUT);

    // When
    export(100_000, folder);

    // Then
    assertThat(exportedInteractions()).hasSize(600).doesNotHaveDuplicates();
    assertThat(faults.calls("Scan")).isGreaterThanOrEqualTo(7);
  }

  @Test
  void shouldExportEmptyTables() {
    export(10, folder.resolve("new").resolve("folder"));

    ExportReader reader =
        new ExportReader(new LocalFolder(folder.resolve("new").resolve("folder")), Map.of());
    reader.interactions(it -> assertThat(it).as("nothing is there").isNull());
    reader.items(it -> assertThat(it).as("nothing is there").isNull());
  }

  @Test
  void shouldNotExportOverAnEarlierExport() {
    export(10, folder);

    assertThatThrownBy(() -> export(10, folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("export into another folder");
  }

  private void export(int itemsPerFile, Path target) {
    ScanTableExport export = new ScanTableExport(tables.client(), itemsPerFile);
    export.export(tables.interactions(), target.resolve("interactions"), Instant.now());
    export.export(tables.catalogue(), target.resolve("catalogue"), Instant.now());
  }

  private List<Interaction> exportedInteractions() {
    List<Interaction> exported = new ArrayList<>();
    new ExportReader(new LocalFolder(folder), Map.of()).interactions(exported::add);
    return exported;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
