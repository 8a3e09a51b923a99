package dev.tidemark.ingestapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast the handler is by itself: the gateway's event as bytes, tables in memory, the answer as
 * bytes. Not part of a build, as others on the machine would decide it; see {@code
 * infra/docs/measured.md}.
 */
@EnabledIfSystemProperty(named = "tidemark.speed", matches = "true")
class HandlerSpeedTest {
  private static final int LIST = 500;
  private static final int LISTS = 200;
  private static final int ROUNDS = 15;
  private static final int WARM_UP = 5;
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Test
  void shouldTakeInFiftyThousandEventsInASecondOfOneCore() {
    // Given
    List<byte[]> requests = IntStream.range(0, LISTS).mapToObj(HandlerSpeedTest::request).toList();

    // When
    double[] rates = new double[ROUNDS - WARM_UP];
    for (int round = 0; round < ROUNDS; round++) {
      double rate = LIST * LISTS / secondsOfProcessor(requests);
      if (round >= WARM_UP) {
        rates[round - WARM_UP] = rate;
      }
    }

    // Then
    Arrays.sort(rates);
    double median = rates[rates.length / 2];
    System.out.printf(
        "%,.0f events in a second of one core, median of %d rounds (%,.0f to %,.0f)%n",
        median, rates.length, rates[0], rates[rates.length - 1]);
    assertThat(median).isGreaterThan(50_000);
  }

  /** Of all threads, the garbage collector's and the compiler's, too. */
  private double secondsOfProcessor(List<byte[]> requests) {
    Client client =
        new Client(
            new Ports(
                new InMemoryInteractionStore(),
                new InMemoryCatalogueStore(),
                new Pseudonymiser(new byte[32]),
                Clock.systemUTC()));
    long begin = process.getProcessCpuTime();
    for (byte[] request : requests) {
      assertThat(client.call(request).status()).isEqualTo(202);
    }
    return (process.getProcessCpuTime() - begin) / 1e9;
  }

  /** As API Gateway hands it over: the body is a text in JSON. */
  private static byte[] request(int list) {
    String body =
        IntStream.range(list * LIST, (list + 1) * LIST)
            .mapToObj(HandlerSpeedTest::event)
            .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    return Json.mapper()
        .createObjectNode()
        .put("version", "2.0")
        .put("routeKey", IngestHandler.EVENTS)
        .put("body", body)
        .put("isBase64Encoded", false)
        .set("headers", Json.mapper().createObjectNode().put("content-type", "application/json"))
        .toString()
        .getBytes(UTF_8);
  }

  /** Without an id, so that one is derived. */
  private static String event(int number) {
    List<String> members = new ArrayList<>();
    members.add("\"userId\":\"shopper-" + number % 5_000 + "\"");
    members.add("\"itemId\":\"" + (80_000 + number % 3_000) + "\"");
    members.add("\"timestamp\":\"" + BEGIN.plusSeconds(number) + "\"");
    members.add(
        number % 10 == 0
            ? "\"type\":\"purchase\",\"price\":12.95,\"quantity\":2"
            : "\"type\":\"view\",\"context\":{\"device\":\"phone\"}");
    return "{" + String.join(",", members) + "}";
  }
}
