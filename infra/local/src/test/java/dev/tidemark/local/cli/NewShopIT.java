package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real command on a shop before its first event. */
class NewShopIT extends UpCase {
  @Test
  void shouldServeTheNewestItemsUntilThereIsEnoughToLearnFrom() throws Exception {
    // Given
    Path data = Files.createDirectories(folder.resolve("new-shop"));
    StringBuilder items = new StringBuilder("item_id,title\n");
    for (char id = 'A'; id < 'K'; id++) {
      items.append(id).append(",Title of ").append(id).append('\n');
    }
    Files.writeString(data.resolve("items.csv"), items);
    Files.writeString(data.resolve("events.csv"), "user_id,item_id,event_type,timestamp\n");

    try (TidemarkProcess up = up(data)) {
      // When, Then
      shouldBeReady(up);
      assertThat(up.output())
          .contains(
              "No model yet: there are only 0 interactions to learn from; a model needs at least"
                  + " 20. Until then the newest items are answered; ./tidemark train tries again");
      List<String> examples = examples(up);
      assertThat(shell(examples.get(0)))
          .contains("\"strategy\":\"newest\"", "\"title\":\"Title of ");

      // When, Then: too little came in
      assertThat(shell(examples.get(1))).contains("\"accepted\":1");
      try (TidemarkProcess train = new TidemarkProcess(folder, "train", "--port", port)) {
        assertThat(train.exitCode()).isEqualTo(1);
        assertThat(train.errors())
            .containsExactly(
                "there are only 1 interactions to learn from; a model needs at least 20");
      }

      // When, Then: enough came in, everybody with an item of their own
      StringBuilder events = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        events.append(
            String.format(
                "%s{\"userId\":\"u%d\",\"itemId\":\"%c\",\"type\":\"view\",\"timestamp\":%d}",
                i == 0 ? "" : ",", i % 10, 'A' + i % 10, 1_750_000_000_000L + i * 60_000L));
      }
      assertThat(
              shell(
                  "curl -s -H 'Content-Type: application/json' -d '{\"events\":["
                      + events
                      + "]}' http://localhost:"
                      + port
                      + "/v1/events"))
          .contains("\"accepted\":60");
      try (TidemarkProcess train = new TidemarkProcess(folder, "train", "--port", port)) {
        assertThat(train.printsLineWith("is in service", FIRST_RUN))
            .as("%s%s", train.output(), train.errors())
            .isTrue();
        assertThat(train.exitCode()).isZero();
      }
      assertThat(shell(examples.get(0))).contains("\"strategy\":\"lstm\"");

      // When, Then: a run is ended while it trains, and nothing is left of it
      try (TidemarkProcess train = new TidemarkProcess(folder, "train", "--port", port)) {
        assertThat(train.printsLineWith("shoppers with", FIRST_RUN))
            .as("%s", train.errors())
            .isTrue();
        List<ProcessHandle> children = up.children();
        up.terminate();
        assertThat(up.exitCode()).isEqualTo(TERMINATED);
        assertThat(up.errors()).isEmpty();
        assertThat(children).hasSizeGreaterThan(9).noneMatch(ProcessHandle::isAlive);
      }
    }
  }
}
