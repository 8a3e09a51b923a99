package dev.tidemark.ingestapi;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The handler over stores in memory. */
abstract class IngestCase {
  static final Path SAMPLES = Path.of("../../events");
  static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  final InMemoryCatalogueStore catalogue = new InMemoryCatalogueStore();
  final Client client = new Client(new Ports(interactions, catalogue, USERS, CLOCK));

  /** A member that is given as {@code v} comes a second time, others instead of the first. */
  static String changed(String entry, String member) {
    String name = member.substring(0, member.indexOf(':'));
    String others = member.endsWith(":\"v\"") ? entry : without(entry, name);
    return others.substring(0, others.length() - 1) + "," + member + "}";
  }

  static String without(String entry, String name) {
    return entry.replaceAll(name + ":(\"[^\"]*\"|[0-9]+),?", "").replace(",}", "}");
  }

  static String list(int size) {
    return events(
        IntStream.range(0, size)
            .mapToObj(i -> event("u" + i, "i", "1764000000000"))
            .toArray(String[]::new));
  }

  static String events(String... entries) {
    return List.of(entries).stream().collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }

  static String event(String user, String item, String timestamp) {
    return "{\"userId\":\""
        + user
        + "\",\"itemId\":\""
        + item
        + "\",\"type\":\"view\",\"timestamp\":"
        + timestamp
        + "}";
  }
}
