package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidemark.data.CleaningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real data sets, which lie beside the project where they may not lie in it. */
class RealDataTest {
  @ParameterizedTest
  @CsvSource({
    "uci-online-retail-small, 53189, 1158, 400, 3002",
    "completejourney-sample, 75000, 0, 2377, 20902",
    "ml-latest-small-2016, 100004, 0, 671, 9125",
    "amazon-beauty-5core, 198502, 0, 22363, 12101"
  })
  void shouldReadEveryRow(String name, long rows, long duplicates, int users, long items) {
    DatasetReader reader = DatasetReader.open(folder(name));
    Set<String> seen = new HashSet<>();

    CleaningReport events = reader.readEvents(event -> seen.add(event.userId())).get(0).cleaning();
    CleaningReport catalogue = reader.readItems(item -> {}).get(0).cleaning();

    assertThat(events.rows()).isEqualTo(rows);
    assertThat(events.duplicates()).isEqualTo(duplicates);
    assertThat(events.rejected()).isEmpty();
    assertThat(seen).hasSize(users);
    assertThat(catalogue.kept()).isEqualTo(items);
  }

  @Test
  void shouldReadMovieLensAsItComes(@TempDir Path copy) throws IOException {
    for (String file : new String[] {"ratings.csv", "movies.csv"}) {
      Files.copy(folder("ml-latest-small-2016").resolve(file), copy.resolve(file));
    }
    DatasetReader reader = DatasetReader.open(copy);

    CleaningReport events = reader.readEvents(event -> {}).get(0).cleaning();
    CleaningReport catalogue = reader.readItems(item -> {}).get(0).cleaning();

    assertThat(events.kept()).isEqualTo(events.rows()).isEqualTo(100_004);
    assertThat(catalogue.kept()).isEqualTo(catalogue.rows()).isEqualTo(9_125);
  }

  private static Path folder(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve("template.yaml"))) {
      root = root.getParent();
    }
    Path folder = root.resolve("../shared/data").resolve(name).normalize();
    assumeThat(folder).as("real data, not part of the project").isDirectory();
    return folder;
  }
}
