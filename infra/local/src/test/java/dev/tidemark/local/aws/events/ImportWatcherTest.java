package dev.tidemark.local.aws.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.local.Closeables;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.template.Messaging;
import dev.tidemark.local.template.TemplateReader;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class ImportWatcherTest {
  private static final Messaging TEMPLATE =
      TemplateReader.read(Path.of("..", "..", "template.yaml")).messaging();
  private static final String HEADER = "user_id,item_id,event_type,timestamp\n";

  private final List<String> told = new ArrayList<>();
  private final Hands clock = new Hands();
  private boolean isDown;
  private ImportWatcher watcher;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(folder.resolve("events"));
    LocalBus bus = new LocalBus(TEMPLATE, clock, this::send);
    Host host = new Host(clock, line -> {}, new Closeables(), RunSecret.random(), reason -> {});
    watcher = new ImportWatcher(folder, TEMPLATE.notifyingBuckets().get(0), bus, host);
  }

  @Test
  void shouldTellAFileOnceItIsQuietAndAgainOnceItIsWrittenAnew() throws IOException {
    write("a.csv", HEADER + "u,i,view,1788325287\n");
    look(Duration.ofMillis(2900));
    assertThat(told).isEmpty();

    look(Duration.ofSeconds(1));
    assertThat(told).containsExactly("events/a.csv");
    look(Duration.ofMinutes(10));
    assertThat(told).hasSize(1);

    append("a.csv", "u,j,view,1788325288\n");
    look(Duration.ofSeconds(5));
    assertThat(told).containsExactly("events/a.csv", "events/a.csv");
  }

  /** Taken half, its last line would be an event of 1970 for ever. */
  @Test
  void shouldNotTellAFileThatIsWrittenSlowly() throws IOException {
    write("a.csv", HEADER);
    String rows = "u,i,view,1788325287\nu,j,view,1788325288\n";
    for (int i = 0; i < rows.length(); i++) {
      append("a.csv", rows.substring(i, i + 1));
      look(Duration.ofMillis(2500)); // of its writer, for each character
      assertThat(told).isEmpty();
    }

    look(Duration.ofSeconds(1));
    assertThat(told).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'u,i,view,17883', UTF-8, 30",
    "'', UTF-8, 30",
    "'u,i,view,1788325287\n', UTF-8, 3",
    "'u,i,view,1788325287\r', UTF-8, 3",
    "'u,i,view,1788325287\n', UTF-16LE, 3",
    "'u,i,view,1788325287\n', UTF-16BE, 3",
    "'u,i,view,17883', UTF-16LE, 30"
  })
  void shouldWaitLongerForTheEndOfALine(String text, String encoding, int seconds)
      throws IOException {
    Files.write(folder.resolve("events/a.csv"), text.getBytes(encoding));

    look(Duration.ofSeconds(seconds).minusMillis(1));
    assertThat(told).isEmpty();
    look(Duration.ofMillis(1));
    assertThat(told).hasSize(1);
  }

  @Test
  void shouldTellNamesAsTheyAreBelowTheTwoFoldersAlone() throws IOException {
    write("Käse & Brot+100%.csv", "\n");
    write("ツール.csv", "\n");
    write(".half.csv.Xy12", "\n");
    Files.writeString(folder.resolve("elsewhere.csv"), "\n");

    look(Duration.ofSeconds(3));

    assertThat(told).containsExactlyInAnyOrder("events/Käse & Brot+100%.csv", "events/ツール.csv");
  }

  @Test
  void shouldTellLaterWhatTheQueuesDoNotTakeNow() throws IOException {
    write("a.csv", "\n");
    isDown = true;
    look(Duration.ofSeconds(3));
    assertThat(told).isEmpty();

    isDown = false;
    look(Duration.ofMillis(500));
    assertThat(told).hasSize(1);
  }

  @Test
  void shouldTellAFileThatIsDeletedAndComesBackTheSame() throws IOException {
    write("a.csv", "\n");
    look(Duration.ofSeconds(3));
    Path file = folder.resolve("events/a.csv");
    Path elsewhere = Files.move(file, folder.resolve(".away"));
    look(Duration.ofSeconds(1));
    Files.move(elsewhere, file);

    look(Duration.ofSeconds(3));

    assertThat(told).hasSize(2);
  }

  /** Looks now and after a while. */
  private void look(Duration later) {
    watcher.look();
    clock.now = clock.now.plus(later);
    watcher.look();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve("events").resolve(name), text);
  }

  private void append(String name, String text) throws IOException {
    Files.write(
        folder.resolve("events").resolve(name),
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.APPEND);
  }

  private void send(String queue, String event) {
    if (isDown) {
      throw SdkClientException.create("nothing listens there");
    }
    try {
      told.add(new ObjectMapper().readTree(event).at("/detail/object/key").asText());
    } catch (IOException e) {
      throw new AssertionError(queue, e);
    }
  }

  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-27T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
