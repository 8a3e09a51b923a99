package dev.tidemark.local.aws.events;

import dev.tidemark.local.LocalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a function logs, an object of JSON in each line. */
record FunctionLog(Path file) {

  /** The place behind what it has logged so far, in bytes. */
  long end() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** What it logged behind a place about a message: {@code message ID: text} without the id. */
  List<String> about(String messageId, long from) throws IOException {
    String begin = "message " + messageId + ": ";
    if (Files.notExists(file)) {
      return List.of();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ).position(from);
        BufferedReader lines =
            new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.contains(messageId))
          .map(line -> LocalJson.tree(line).path("formattedMessage").asText())
          .filter(text -> text.startsWith(begin))
          .map(text -> text.substring(begin.length()))
          .toList();
    }
  }
}
