package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.OwnAccount;
import dev.tidemark.local.PrivateFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Messages that could not be taken in, a file each: they outlive the run, as they outlive two weeks
 * in SQS. No other account reads them, since they may hold user ids in clear. Safe for use by
 * several threads.
 */
record DeadLetters(Path folder) {
  private static final String SUFFIX = ".json";

  synchronized void keep(DeadLetter letter) throws IOException {
    Files.createDirectories(folder, OwnAccount.closedFolder());
    new PrivateFile(folder.resolve(letter.id() + SUFFIX))
        .write(new String(LocalJson.readable(letter), StandardCharsets.UTF_8));
  }

  /** How many there are. */
  int count() throws IOException {
    return files().size();
  }

  /** What is told of each, without what it holds; those whose file is damaged are left out. */
  List<SetAside> told() throws IOException {
    List<SetAside> told = new ArrayList<>();
    for (Path file : files()) {
      read(file).map(it -> new SetAside(it.at(), it.about(), it.reason())).ifPresent(told::add);
    }
    return told;
  }

  /**
   * Sends them again. Those that are set aside once more come back.
   *
   * @param sender puts a message into its queue; false where there is none for it
   * @return how many were sent; the others stay
   */
  synchronized int sendAgain(Predicate<String> sender) throws IOException {
    int sent = 0;
    for (Path file : files()) {
      if (sender.test(read(file).map(DeadLetter::message).orElse(""))) {
        Files.delete(file);
        sent++;
      }
    }
    return sent;
  }

  /** Empty where the file was damaged, or has been sent meanwhile. */
  private static Optional<DeadLetter> read(Path file) throws IOException {
    try {
      return Optional.of(LocalJson.MAPPER.readValue(file.toFile(), DeadLetter.class));
    } catch (JsonProcessingException | FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private List<Path> files() throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }
}
