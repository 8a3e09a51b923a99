package dev.tidemark.ingestapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.time.Clock;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class IngestProperties {
  private final Client client =
      new Client(
          new Ports(
              new InMemoryInteractionStore(),
              new InMemoryCatalogueStore(),
              new Pseudonymiser(new byte[32]),
              Clock.systemUTC()));

  @Property(tries = 10_000)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void shouldNeverFailNorTellAnythingInternal(@ForAll long seed, @ForAll boolean events) {
    String route = events ? IngestHandler.EVENTS : IngestHandler.ITEMS;
    byte[] body = new OddJson(seed, events ? "events" : "items").body();

    Client.Answer answer = client.call(route, "application/json", body);

    assertThat(answer.status()).isIn(202, 400, 422);
    assertThat(answer.text())
        .doesNotContain("dev.tidemark", "com.fasterxml", "java.", "Exception", "\\tat ");
    assertThat(answer.body().toString().codePoints())
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    Statistics.collect(answer.status());
    Statistics.coverage(
        it -> List.of(202, 400, 422).forEach(s -> it.check(s).percentage(share -> share > 5)));
  }
}
