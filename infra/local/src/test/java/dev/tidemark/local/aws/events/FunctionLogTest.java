package dev.tidemark.local.aws.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogTest {
  @TempDir Path folder;

  @Test
  void shouldFindWhatIsSaidOfAMessageBehindAPlace() throws IOException {
    Path file = folder.resolve("log");
    FunctionLog log = new FunctionLog(file);
    assertThat(log.end()).isZero();
    assertThat(log.about("7", 0)).isEmpty();

    Files.writeString(file, "no JSON of message 7: \n" + line("message 7: before"));
    long place = log.end();
    Files.writeString(
        file,
        line("message 7 went elsewhere")
            + line("message 77: of another one")
            + line("message 7: events\\/Käse.csv: 2 read"),
        StandardOpenOption.APPEND);

    assertThat(log.about("7", place)).containsExactly("events/Käse.csv: 2 read");
  }

  private static String line(String message) {
    return "{\"level\":\"INFO\",\"formattedMessage\":\"" + message + "\"}\n";
  }
}
