package dev.tidemark.userdata;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.fake.InMemoryFolder;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.files.PurgeList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** All that may hold something of a user, in memory. */
final class Shop {
  static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  static final Instant NOW = Instant.parse("2026-11-27T12:00:00.123456Z");

  final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  final InMemoryFolder models = new InMemoryFolder();
  final InMemoryFolder letters = new InMemoryFolder();

  PersonStores stores() {
    return new PersonStores(
        interactions,
        Map.of("interactions", interactions),
        new RecommendationFiles(models),
        new PurgeList(models),
        new DeadLetterFiles(letters),
        USERS);
  }

  void did(String userId, int count) {
    interactions.put(
        IntStream.range(0, count)
            .mapToObj(i -> event(userId, "e" + i, NOW.minusSeconds(1000 - i)))
            .toList());
  }

  static Interaction event(String userId, String eventId, Instant time) {
    return new Interaction(
        USERS.keyOf(userId), eventId, "i", "view", time, 7, 1.5, 2, 3, Map.of("device", "phone"));
  }

  void recommended(String version, int part, List<UserKey> users) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (UserKey user : users) {
        String line =
            "{\"userKey\":\"" + user.value() + "\",\"modelVersion\":\"" + version + "\"}\n";
        gzip.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    models.put(name(version, part), out -> out.write(bytes.toByteArray()));
  }

  String recommendations(String version, int part) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(models.open(name(version, part)).orElseThrow())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String name(String version, int part) {
    return String.format("recommendations/%s/part-%05d.jsonl.gz", version, part);
  }

  void letter(String name, String message) throws IOException {
    String json = "{\"id\":\"x\",\"message\":\"" + message.replace("\"", "\\\"") + "\"}";
    letters.put(name, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
  }
}
