package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs that went wrong for people like our users, which lie beside the project. */
class FieldCasesTest {
  private final List<Event> events = new ArrayList<>();
  private final List<ItemUpdate> items = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base                      | 2263 | 60  | epoch seconds",
        "types-capital             | 2263 | 60  | event_type -> type",
        "types-mixed-case          | 2263 | 60  | event_type -> type",
        "price-decimal-comma       | 2263 | 60  | a comma begins the decimals",
        "price-negative            | 2263 | 60  | 114 x price not usable, rows kept without",
        "semicolon                 | 2263 | 60  | separator ;",
        "rees46-as-is              | 2263 | 60  | REES46 events",
        "rees46-renamed-utc-suffix | 2263 | 60  | dates with the year first",
        "retailrocket-as-is        | 2263 | 1   | RetailRocket events",
        "retailrocket-renamed      | 2263 | 60  | epoch milliseconds",
        "personalize-as-is         | 2263 | 60  | Amazon Personalize interactions",
        "personalize-files-renamed | 2263 | 60  | Amazon Personalize interactions",
        "ml-100k                   | 200  | 0   | MovieLens 100K ratings",
        "ml-1m                     | 200  | 60  | MovieLens 1M movies",
        "time-date-only            | 2152 | 60  | UTC where no zone is named",
        "time-space-no-offset      | 2263 | 60  | UTC where no zone is named",
        "time-space-offset         | 2263 | 60  | dates with the year first",
        "time-offset-0000          | 2263 | 60  | dates with the year first",
        "online-retail-returns     | 2263 | 60  | 150 x a cancelled or refunded order",
        "user-null                 | 1697 | 60  | 566 x userId missing",
        "future                    | 2036 | 60  | 227 x timestamp not usable",
        "sci-ids                   | 2263 | 60  | were numbers to a spreadsheet",
        "items-missing             | 2263 | 30  | 30 items of the events are in no file of items",
        "dup-items                 | 2263 | 120 | some of them in several rows: the last one counts",
        "bot-three-items           | 7263 | 60  | One user has 69 % of all events",
        "header-only               | 0    | 60  | 0 rows",
        "items-delisted            | 0    | 50  | Tidemark items",
        "items-active-column       | 2263 | 60  | active -> active",
        "three-events              | 3    | 60  | 2 users, 3 items",
        "one-event-each            | 120  | 60  | 120 users, 46 items",
        "ties-day-granular         | 2400 | 60  | 120 users, 60 items",
        "import                    | 98   | 0   | separator ;"
      })
  void shouldReadAndTell(String name, int usable, int listed, String line) {
    Survey survey = DatasetReader.open(folder(name)).survey(items::add, events::add).refuseLosses();

    assertThat(events).hasSize(usable);
    assertThat(items).hasSize(listed);
    assertThat(String.join("\n", survey.lines())).contains(line);
    assertThat(events).allMatch(event -> event.type().matches("[a-z_]+"));
  }

  private static Path folder(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve("template.yaml"))) {
      root = root.getParent();
    }
    Path folder = root.resolve("../shared/field-cases").resolve(name).normalize();
    assumeThat(folder).as("field cases, not part of the project").isDirectory();
    return folder;
  }
}
