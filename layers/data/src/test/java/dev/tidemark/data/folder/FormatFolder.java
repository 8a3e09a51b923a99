package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.io.TempDir;

/** A folder of files that are read, and what came out of them. */
abstract class FormatFolder {
  static final Instant TIME = Instant.parse("2026-09-02T05:01:27Z");

  @TempDir Path folder;
  final List<Event> events = new ArrayList<>();
  final List<ItemUpdate> items = new ArrayList<>();
  Survey survey;

  /** Reads the folder, whose files must be of these formats. */
  final void read(String... formats) {
    survey = DatasetReader.open(folder).survey(items::add, events::add);
    List<String> found = new ArrayList<>();
    survey.events().forEach(report -> found.add(report.description().format()));
    survey.items().forEach(report -> found.add(report.description().format()));
    assertThat(found).as("%s", survey.lines()).containsExactly(formats);
  }

  final AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>> assertEvents() {
    return assertThat(events)
        .as("%s", survey.lines())
        .extracting(Event::userId, Event::itemId, Event::type, Event::timestamp);
  }

  final void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
