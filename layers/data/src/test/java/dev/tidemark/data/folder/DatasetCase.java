package dev.tidemark.data.folder;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that a test writes and reads. */
abstract class DatasetCase {
  static final String HEADER = "user_id,item_id,event_type,timestamp,category,price,rating\n";

  static final long FIRST = 1_600_000_000;
  static final Pattern TIME = Pattern.compile("(view|rating|purchase),(\\d{1,3})(?=[,\n])");

  @TempDir Path folder;
  final List<Event> events = new ArrayList<>();
  final List<Item> items = new ArrayList<>();

  @BeforeEach
  void writeItems() throws IOException {
    write("items.csv", "item_id,title,category,price\ni1,\"A \"\"good\"\" lamp\",HOME,2.5\n");
  }

  static String twenty(String time) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      rows.append("u1,i").append(i).append(",view,").append(time).append(",,,\n");
    }
    return rows.toString();
  }

  CleaningReport read() {
    DatasetReader reader = DatasetReader.open(folder);
    reader.readItems(update -> items.add(update.item()));
    return reader.readEvents(events::add).get(0).cleaning();
  }

  /** Short times stand in the texts as seconds after {@link #FIRST}. */
  void write(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve(name),
        TIME.matcher(text)
            .replaceAll(it -> it.group(1) + "," + (FIRST + Long.parseLong(it.group(2)))));
  }
}
