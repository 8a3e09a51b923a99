package dev.tidemark.ingestqueue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A file that takes more than one invocation, and a store that fails now and then. */
class FileImportProperties {
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);

  @Property(tries = 60)
  void shouldComeToTheEndAndCountAsIfNothingHadHappened(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 1200) int rows,
      @ForAll @IntRange(min = 10, max = 1000) int rowsInTime,
      @ForAll @IntRange(max = 60) int failuresInHundred)
      throws IOException {
    // Given
    String csv = csv(random, rows);
    Messages messages = messages(csv, lame(random, failuresInHundred));

    // When
    String message = Queue.file("events/a.csv");
    Report report = new Report("");
    boolean done = false;
    long line = 0;
    while (!done) {
      try {
        report = messages.take(message, timeFor(rowsInTime));
        done = report.isDone();
        assertThat(done || report.rest().line() >= line).isTrue();
        line = report.rest().line();
        message = done ? message : Messages.rest(message, report.rest());
      } catch (UnfinishedException e) {
        // The message is delivered again as it is.
      }
    }

    // Then
    Report atOnce =
        messages(csv, new InMemoryInteractionStore())
            .take(Queue.file("events/a.csv"), new TimeLeft(() -> 60_000));
    assertThat(report).hasToString(atOnce.toString());
    assertThat(Json.mapper().readTree(message).at("/detail/object/key").asText())
        .isEqualTo("events/a.csv");
  }

  private static Messages messages(String csv, InteractionStore store) {
    Ports ports = new Ports(store, new InMemoryCatalogueStore(), USERS, Clock.systemUTC());
    return new Messages(ports, key -> Optional.of(new ByteArrayInputStream(csv.getBytes(UTF_8))));
  }

  /** The first row is good; of the others some are bad, some come twice, some take two lines. */
  private static String csv(Random random, int rows) {
    StringBuilder csv =
        new StringBuilder("user_id,item_id,event_type,timestamp,note\nu,i,view,1764000001,\n");
    for (int i = 2; i <= rows; i++) {
      csv.append(
          switch (random.nextInt(12)) {
            case 0 -> "u,,view," + (1_764_000_000 + i) + ",\n";
            case 1 -> "bad\n";
            case 2 -> "u,i,view," + (1_764_000_001 + random.nextInt(i)) + ",\"two\nlines\"\n";
            default -> "u,i,view," + (1_764_000_000 + i) + ",\n";
          });
    }
    return csv.toString();
  }

  /** The clock is asked once a row, and now and then for a block of the file. */
  private static TimeLeft timeFor(int rows) {
    int[] asked = {0};
    return new TimeLeft(() -> asked[0]++ < rows ? 60_000 : 10_000);
  }

  /** Stores some of a batch that it does not acknowledge wholly. */
  private static InteractionStore lame(Random random, int failuresInHundred) {
    InMemoryInteractionStore interactions = new InMemoryInteractionStore();
    return new PutByHand(
        interactions,
        batch -> {
          if (random.nextInt(100) >= failuresInHundred) {
            return interactions.put(batch);
          }
          int some = random.nextInt(batch.size());
          PutResult result = interactions.put(batch.subList(0, some));
          return new PutResult(result.stored(), result.duplicates(), batch.size() - some);
        });
  }
}
