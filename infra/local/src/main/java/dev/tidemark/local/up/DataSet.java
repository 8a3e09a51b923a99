package dev.tidemark.local.up;

import dev.tidemark.domain.Event;
import dev.tidemark.features.data.CleaningReport;
import dev.tidemark.features.data.DatasetReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A data folder that has been read once: what is in it, and whether it is the same as before. */
record DataSet(
    DatasetReader reader,
    String fingerprint,
    CleaningReport items,
    CleaningReport events,
    ExampleIds example) {

  /** As many events make a history that the answer visibly depends on. */
  private static final int EXAMPLE_HISTORY = 20;

  /**
   * @throws dev.tidemark.features.data.DatasetException where it cannot be read
   * @throws UsageException where nothing in it can be used
   */
  static DataSet read(Path folder) throws IOException {
    DatasetReader reader = DatasetReader.open(folder);
    CleaningReport items = reader.readItems(item -> {});
    ExampleFinder finder = new ExampleFinder();
    CleaningReport events = reader.readEvents(finder::see);
    if (events.kept() == 0) {
      throw new UsageException(
          folder + " has no usable event; of " + events.rows() + " rows all were refused");
    }
    return new DataSet(reader, fingerprint(folder), items, events, finder.found());
  }

  String name() {
    return reader.name();
  }

  /** SHA-256 over names and contents of the folder's tables. */
  private static String fingerprint(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.list(folder)) {
      files = paths.filter(DataSet::isTable).sorted().toList();
    }
    MessageDigest digest = sha256();
    for (Path file : files) {
      digest.update((file.getFileName() + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isTable(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".csv") || name.endsWith(".csv.gz");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The first user with a history long enough, else the one with the longest. */
  private static final class ExampleFinder {
    private final Map<String, Integer> counts = new HashMap<>();
    private String user = "";
    private String item = "";
    private int longest;

    void see(Event event) {
      if (longest >= EXAMPLE_HISTORY) {
        return;
      }
      int count = counts.merge(event.userId(), 1, Integer::sum);
      if (count > longest) {
        longest = count;
        user = event.userId();
        item = event.itemId();
      }
    }

    ExampleIds found() {
      return new ExampleIds(user, item);
    }
  }
}
