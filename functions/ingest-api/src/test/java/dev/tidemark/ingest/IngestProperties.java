package dev.tidemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.time.Clock;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class IngestProperties {
  private final Client client =
      new Client(
          new Ports(
              new InMemoryInteractionStore(),
              new InMemoryCatalogueStore(),
              new Pseudonymiser(new byte[32]),
              Clock.systemUTC()));

  @Property(tries = 10_000)
  void shouldNeverFailNorTellAnythingInternal(
      @ForAll("bodies") byte[] body, @ForAll boolean events) {
    Client.Answer answer =
        client.call(events ? IngestHandler.EVENTS : IngestHandler.ITEMS, "application/json", body);

    assertThat(answer.status()).isBetween(200, 499);
    assertThat(answer.text())
        .doesNotContain("dev.tidemark", "com.fasterxml", "java.", "Exception", "\\tat ");
  }

  /** Bytes of any kind, JSON of any form, lists of odd entries, and valid lists that were bent. */
  @Provide
  Arbitrary<byte[]> bodies() {
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(64);
    Arbitrary<byte[]> trees = values(3).map(text -> text.getBytes(UTF_8));
    Arbitrary<String> lists =
        entries()
            .list()
            .ofMaxSize(4)
            .flatMap(
                entries ->
                    Arbitraries.of("events", "items")
                        .map(name -> "{\"" + name + "\":[" + String.join(",", entries) + "]}"));
    return Arbitraries.frequencyOf(
        Tuple.of(1, bytes),
        Tuple.of(2, trees),
        Tuple.of(5, lists.map(text -> text.getBytes(UTF_8))),
        Tuple.of(2, bent(lists)));
  }

  private Arbitrary<byte[]> bent(Arbitrary<String> lists) {
    return Combinators.combine(lists, Arbitraries.integers().between(0, 200), Arbitraries.bytes())
        .as(
            (list, place, replacement) -> {
              byte[] bytes = list.getBytes(UTF_8);
              bytes[place % bytes.length] = replacement;
              return bytes;
            });
  }

  /** Objects with the contract's names, each with a right value or with any. */
  private Arbitrary<String> entries() {
    Arbitrary<String> fields =
        Arbitraries.of(
                "eventId",
                "userId",
                "itemId",
                "type",
                "timestamp",
                "value",
                "price",
                "quantity",
                "context",
                "title",
                "category",
                "tags",
                "vector",
                "active")
            .flatMap(name -> values(2).map(value -> "\"" + name + "\":" + value));
    String valid = "\"userId\":\"u\",\"itemId\":\"i\",\"type\":\"view\",\"timestamp\":1000";
    Arbitrary<String> odd = fields.list().ofMaxSize(5).map(list -> String.join(",", list));
    return Arbitraries.oneOf(
        odd.map(text -> "{" + text + "}"),
        odd.map(text -> "{" + valid + (text.isEmpty() ? "" : ",") + text + "}"),
        values(1));
  }

  /** JSON text of any value, at most so deep, with the numbers and texts that break things. */
  private Arbitrary<String> values(int depth) {
    Arbitrary<String> simple =
        Arbitraries.oneOf(
            Arbitraries.of(
                "null",
                "true",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"a#b\"",
                "\"NaN\"",
                "NaN",
                "-0.0",
                "1e999",
                "-1e-999",
                "1e2147483648",
                "9".repeat(400),
                "0." + "0".repeat(400) + "1",
                "\"" + "x".repeat(2000) + "\"",
                "[".repeat(2000),
                "[".repeat(1100) + "]".repeat(1100),
                "\"+999999999-12-31T23:59:59Z\"",
                "\"2026-01-01T00:00:00Z\"",
                "{\"a\":1,\"a\":2}"),
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.doubles().map(String::valueOf),
            Arbitraries.strings()
                .ofMaxLength(12)
                .map(text -> '"' + text.replace("\\", "").replace("\"", "") + '"'));
    if (depth == 0) {
      return simple;
    }
    Arbitrary<List<String>> inner = values(depth - 1).list().ofMaxSize(3);
    return Arbitraries.oneOf(
        simple,
        inner.map(list -> "[" + String.join(",", list) + "]"),
        inner.map(list -> list.isEmpty() ? "{}" : "{\"k\":" + String.join(",\"l\":", list) + "}"));
  }
}
