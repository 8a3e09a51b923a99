package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.time.Clock;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IngestProperties {
  private final Client client =
      new Client(
          new Ports(
              new InMemoryInteractionStore(),
              new InMemoryCatalogueStore(),
              new Pseudonymiser(new byte[32]),
              Clock.systemUTC()));

  @Property(tries = 10_000)
  void shouldNeverFailNorTellAnythingInternal(@ForAll long seed, @ForAll boolean events) {
    String route = events ? IngestHandler.EVENTS : IngestHandler.ITEMS;
    byte[] body = new OddJson(seed, events ? "events" : "items").body();

    Client.Answer answer = client.call(route, "application/json", body);

    assertThat(answer.status()).isBetween(200, 499);
    assertThat(answer.text())
        .doesNotContain("dev.tidemark", "com.fasterxml", "java.", "Exception", "\\tat ");
  }
}
