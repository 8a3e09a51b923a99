package dev.tidemark.store.adapter;

import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.store.TableExport;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTableExportIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final TestTables tables = new TestTables(SharedDynamoDb.get());

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @Test
  void shouldWriteEveryItemOnceInFilesOfBoundedSize() throws IOException {
    // Given
    List<Interaction> interactions = interactions(USER, 25);
    put(interactions);

    // When
    export(10).export(folder);

    // Then
    List<Path> files = files("interactions");
    assertThat(files).extracting(file -> lines(file).size()).containsExactly(10, 10, 5);
    assertThat(files)
        .allMatch(file -> file.getFileName().toString().matches("part-\\d{5}\\.json\\.gz"));
    Set<String> keys = new HashSet<>();
    for (Path file : files) {
      for (String line : lines(file)) {
        keys.add(JSON.readTree(line).at("/Item/sk/S").asText().replaceFirst(".*#", ""));
      }
    }
    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            interactions.stream().map(Interaction::eventId).toList());
  }

  @Test
  void shouldWriteTheTypesAsDynamoDbsExportDoes() throws IOException {
    // Given
    put(
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
    new DynamoDbCatalogueStore(
            tables.client(), tables.catalogue(), Clock.systemUTC(), Backoff.interactive())
        .put(List.of(new Item("a", "", "", 1, List.of("x", "y"), List.of(1f), true)));

    // When
    export(10).export(folder);

    // Then
    assertThat(JSON.readTree(lines(files("interactions").get(0)).get(0)))
        .isEqualTo(
            JSON.readTree(
                """
                {"Item": {"pk": {"S": "%s"}, "sk": {"S": "000000000000001#e"},
                  "itemId": {"S": "i"}, "type": {"S": "view"}, "price": {"N": "2.5"},
                  "context": {"M": {"device": {"S": "a \\"quoted\\"\\nline"}}}}}
                """
                    .formatted(USER.value())));
    JsonNode item = JSON.readTree(lines(files("catalogue").get(0)).get(0)).get("Item");
    assertThat(item.get("tags")).isEqualTo(JSON.readTree("{\"L\":[{\"S\":\"x\"},{\"S\":\"y\"}]}"));
    assertThat(item.get("vector")).isEqualTo(JSON.readTree("{\"B\":\"AACAPw==\"}"));
    assertThat(item.get("active")).isEqualTo(JSON.readTree("{\"BOOL\":true}"));
  }

  @Test
  void shouldWriteFilesWithoutLinesForEmptyTables() throws IOException {
    export(10).export(folder.resolve("new"));

    for (String table : List.of("new/interactions", "new/catalogue")) {
      assertThat(files(table)).singleElement().satisfies(f -> assertThat(lines(f)).isEmpty());
    }
  }

  @Test
  void shouldRefuseAFolderThatHoldsAnotherExport() throws IOException {
    export(10).export(folder);

    assertThatThrownBy(() -> export(10).export(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder.resolve("interactions").toString())
        .hasMessageContaining("not empty");
  }

  private TableExport export(int itemsPerFile) {
    return new ScanTableExport(
        tables.client(), tables.interactions(), tables.catalogue(), itemsPerFile);
  }

  private void put(List<Interaction> interactions) {
    new DynamoDbInteractionStore(
            tables.client(),
            tables.interactions(),
            Clock.systemUTC(),
            Duration.ZERO,
            Backoff.interactive())
        .put(interactions);
  }

  private List<Path> files(String table) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(table))) {
      return files.sorted().toList();
    }
  }

  private static List<String> lines(Path file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return new ArrayList<>(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
