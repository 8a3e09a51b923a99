package dev.tidemark.ingestqueue;

import static dev.tidemark.ingestqueue.Progress.NONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingest.Ports;
import dev.tidemark.ingestqueue.Unpacked.Limits;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.tables.InteractionStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Files that are taken into stores in memory. */
abstract class FileImportCase {
  static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  static final Instant RECEIVED = Instant.parse("2026-11-24T12:00:00Z");
  static final TimeLeft PLENTY = new TimeLeft(() -> 60_000);
  static final String COLUMNS = "user_id,item_id,event_type,timestamp,price,rating\n";

  final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  final InMemoryCatalogueStore catalogue = new InMemoryCatalogueStore();

  static void namesNothingBut(String reason, int line) {
    if (reason.contains("refused")) {
      assertThat(reason).contains("1 refused: ").endsWith(" (at " + line + ")");
    }
  }

  void assertUnreadable(String key, byte[] bytes, String reason) {
    assertThat(unreadable(key, bytes)).isEqualTo(reason);
  }

  String unreadable(String key, byte[] bytes) {
    try {
      return "taken: " + take(key, bytes);
    } catch (UnreadableException e) {
      return e.getMessage();
    }
  }

  Report take(String key, byte[] bytes) {
    return files(bytes).take(key, RECEIVED, NONE, PLENTY);
  }

  Report take(String key, byte[] bytes, InteractionStore store) {
    return files(open(bytes), store, Limits.DEFAULT).take(key, RECEIVED, NONE, PLENTY);
  }

  Report take(String key, byte[] bytes, Limits limits) {
    return files(open(bytes), interactions, limits).take(key, RECEIVED, NONE, PLENTY);
  }

  FileImport files(byte[] bytes) {
    return files(open(bytes));
  }

  FileImport files(FileImport.Source source) {
    return files(source, interactions, Limits.DEFAULT);
  }

  FileImport files(FileImport.Source source, InteractionStore store, Limits limits) {
    Ports ports = new Ports(store, catalogue, USERS, Clock.systemUTC());
    return new FileImport(
        source, Intake.events(ports), Intake.items(ports), Clock.systemUTC(), limits);
  }

  static FileImport.Source open(byte[] bytes) {
    return any -> Optional.of(new ByteArrayInputStream(bytes));
  }

  static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> "u" + i + ",item-" + i * 7919L % 10_007 + ",view," + (1_764_000_000 + i) + ",,\n")
        .collect(Collectors.joining());
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
