package dev.tidemark.local.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import dev.tidemark.local.aws.FunctionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged promote-model with AWS's own client, as in AWS but for the other end. */
class PromoteModelIT {
  @TempDir private Path folder;

  @Test
  void shouldReplaceAModelWithoutARestartAndBringItBack() throws Exception {
    try (ModelShop shop = new ModelShop(folder, lambda -> lambda)) {
      // Given
      shop.train("m1", "");
      shop.promote("m1");
      assertThat(shop.answering()).isEqualTo("m1");
      shop.train("m2", "m1");

      // When, then: all requests are still the champion's
      assertThat(shop.step("publish", "m2")).isEqualTo("published published as version 3");
      assertThat(shop.awaitReady("m2")).isEqualTo("ready");
      assertThat(answers(shop, 20)).containsOnly("m1");

      // When, then: some are the challenger's
      assertThat(shop.step("canary", "m2")).isEqualTo("started");
      assertThat(answers(shop, 100)).contains("m1", "m2");
      assertThat(shop.step("check", "m2")).matches("pass 0 of [1-9]\\d* requests failed");

      // When, then: all are
      assertThat(shop.step("shift", "m2")).isEqualTo("done model m2 is in service");
      assertThat(answers(shop, 20)).containsOnly("m2");
      assertThat(shop.versions().draft()).containsEntry("OTHER", "stays");

      // When, then: a stack update leaves its own version in service, which knows no promotion
      shop.updateStack();
      assertThat(answers(shop, 5)).containsOnly("");
      assertThat(shop.step("settle", ""))
          .isEqualTo("done model m2 is in service with today's code");
      assertThat(answers(shop, 20)).containsOnly("m2");

      // When, then: and back, at once
      assertThat(shop.step("rollback", "m1")).isEqualTo("done model m1 is in service");
      assertThat(answers(shop, 20)).containsOnly("m1");
    }
  }

  @Test
  void shouldLetASecondModelInBesideTheFirstAndOutAgain() throws Exception {
    try (ModelShop shop = new ModelShop(folder, lambda -> lambda)) {
      // Given
      shop.train("m1", "");
      shop.promote("m1");
      shop.train("m2", "m1");

      // When
      assertThat(shop.experiment("m2", 20)).startsWith("published");
      assertThat(shop.awaitReady("m1")).isEqualTo("ready");
      assertThat(shop.step("canary", "m1")).isEqualTo("started");
      assertThat(shop.step("check", "m1")).startsWith("pass");
      assertThat(shop.step("shift", "m1")).isEqualTo("done model m1 is in service, beside it m2");

      // Then
      String serving = shop.versions().alias().version();
      assertThat(shop.versions().version(serving).environment())
          .containsEntry("MODEL_VERSION", "m1")
          .containsEntry("EXPERIMENT_VERSION", "m2")
          .containsEntry("EXPERIMENT_SHARE", "20")
          .containsEntry("OTHER", "stays");

      // When, then
      assertThat(shop.step("rollback", "m1")).startsWith("published");
      assertThat(shop.awaitReady("m1")).isEqualTo("ready");
      shop.step("canary", "m1");
      assertThat(shop.step("shift", "m1")).isEqualTo("done model m1 is in service");
      assertThat(shop.versions().draft())
          .isEqualTo(Map.of("MODEL_VERSION", "m1", "OTHER", "stays"));
    }
  }

  @Test
  void shouldTellWhyAModelDoesNotStartAndGoBack() throws Exception {
    try (ModelShop shop = new ModelShop(folder, lambda -> lambda)) {
      shop.train("broken", "");

      assertThat(shop.step("publish", "broken")).startsWith("published");
      assertThat(shop.awaitReady("broken"))
          .startsWith("failed the function does not start: ")
          .contains("model broken cannot be loaded");
      assertThat(shop.step("back", "broken")).startsWith("done");
      assertThat(answers(shop, 5)).containsOnly("");
    }
  }

  /** A real SIGKILL at calls that change something, before and after they do. */
  @ParameterizedTest
  @CsvSource({
    "publish, POST /2015-03-31/functions/Recommend/versions, true",
    "canary, PUT /2015-03-31/functions/Recommend/aliases/live, false",
    "shift, PUT /2015-03-31/functions/Recommend/aliases/live, true"
  })
  void shouldGoOnAfterAKill(String step, String call, boolean callIsMade) throws Exception {
    AtomicReference<String> fatal = new AtomicReference<>("");
    try (ModelShop shop = new ModelShop(folder, lambda -> deadly(lambda, fatal, callIsMade))) {
      // Given
      shop.train("m1", "");
      shop.promote("m1");
      shop.train("m2", "m1");
      for (String before : List.of("publish", "ready", "canary", "check", "shift")) {
        if (before.equals(step)) {
          break;
        }
        shop.step(before, "m2");
      }

      // When
      fatal.set(call);
      assertThatThrownBy(() -> shop.step(step, "m2")).isInstanceOf(FunctionException.class);
      assertThat(fatal.get()).isEmpty();

      // Then
      assertThat(answers(shop, 30)).isNotEmpty().isSubsetOf("m1", "m2");
      shop.promote("m2");
      assertThat(answers(shop, 20)).containsOnly("m2");
    }
  }

  private static HttpHandler deadly(
      HttpHandler lambda, AtomicReference<String> fatal, boolean callIsMade) {
    return exchange -> {
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      if (!call.equals(fatal.get())) {
        lambda.handle(exchange);
        return;
      }
      fatal.set("");
      // Found first: once it has its answer, the process must not get any further.
      List<ProcessHandle> victims = ModelShop.promoters();
      if (callIsMade) {
        lambda.handle(exchange);
      }
      victims.forEach(ProcessHandle::destroyForcibly);
      exchange.close();
    };
  }

  private static List<String> answers(ModelShop shop, int requests) throws Exception {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      answers.add(shop.answering());
    }
    return answers;
  }
}
