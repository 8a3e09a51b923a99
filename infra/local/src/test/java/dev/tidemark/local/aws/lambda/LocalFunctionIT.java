package dev.tidemark.local.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.FunctionTimeoutException;
import dev.tidemark.local.aws.Host;
import dev.tidemark.servers.child.RunSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small function through AWS's real Runtime Interface Client in a JVM of its own. */
class LocalFunctionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  @TempDir Path folder;

  @Test
  void shouldRunHooksAndAnswerWithinACleanEnvironment() throws Exception {
    // Given
    FunctionLaunch launch =
        new SampleTask(folder)
            .launch(
                Duration.ofSeconds(20), Map.of("OWN", "1", "JAVA_TOOL_OPTIONS", "-Dsample=yes"));

    // When
    try (LocalFunction function = started(launch)) {

      // Then
      assertThat(ask(function, "hooks")).isEqualTo("checkpoint restore");
      assertThat(ask(function, "folder")).isEqualTo(folder.resolve("task").toString());
      assertThat(Integer.parseInt(ask(function, "time"))).isBetween(10_000, 20_000);
      assertThat(Integer.parseInt(ask(function, "heap"))).isBetween(180, 256);
      assertThat(ask(function, "request")).isNotEqualTo(ask(function, "request"));
      assertThat(ask(function, "environment"))
          .contains("OWN", "AWS_REGION", "LAMBDA_TASK_ROOT")
          .doesNotContain("HOME", "PATH", "USER");
      assertThat(folder.resolve("logs/Sample.log"))
          .content()
          .contains("-Dsample=yes", "snapshot taken");
    }
  }

  @Test
  void shouldReportAnErrorAndGoOn() {
    // Given
    FunctionLaunch launch = new SampleTask(folder).launch(Duration.ofSeconds(20), Map.of());
    try (LocalFunction function = started(launch)) {

      // When, Then
      assertThatThrownBy(() -> ask(function, "fail"))
          .isExactlyInstanceOf(FunctionException.class)
          .hasMessage("as told");
      assertThat(ask(function, "hooks")).isEqualTo("checkpoint restore");
    }
  }

  @Test
  void shouldStartAFreshProcessAfterATimeoutAndAfterACrash() throws Exception {
    // Given
    FunctionLaunch launch = new SampleTask(folder).launch(Duration.ofSeconds(2), Map.of());
    long listeners = listeners();
    try (LocalFunction function = started(launch)) {

      // When, Then
      assertThatThrownBy(() -> ask(function, "sleep"))
          .isInstanceOf(FunctionTimeoutException.class)
          .hasMessage("Sample took longer than its timeout of 2 s");
      assertThat(ask(function, "hooks")).isEqualTo("checkpoint restore");
      assertThatThrownBy(() -> ask(function, "exit"))
          .isExactlyInstanceOf(FunctionException.class)
          .hasMessage("the process ended with exit code 7");
      assertThat(ask(function, "hooks")).isEqualTo("checkpoint restore");
      assertThat(lines.poll(20, TimeUnit.SECONDS)).startsWith("Sample ended with exit code ");
      assertThat(lines.poll(20, TimeUnit.SECONDS))
          .startsWith("Sample ended with exit code 7; up again after ");

      // When: nobody asks for it, then: it comes up all the same
      assertThatThrownBy(() -> ask(function, "exit")).isInstanceOf(FunctionException.class);
      assertThat(lines.poll(20, TimeUnit.SECONDS)).contains("up again after ");
      assertThat(listeners()).isEqualTo(listeners + 1);
    }
    assertThat(lines).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"init, init failed", "checkpoint, init failed", "restore, restore failed"})
  void shouldTellWhyAFunctionDoesNotStart(String phase, String reason) {
    // Given
    FunctionLaunch launch =
        new SampleTask(folder).launch(Duration.ofSeconds(2), Map.of("FAIL_AT", phase));

    // When, Then
    assertThatThrownBy(() -> started(launch))
        .isInstanceOf(FunctionException.class)
        .hasMessageStartingWith("Sample did not start: " + reason + ": ")
        .hasMessageContaining("no " + phase + " today")
        .hasMessageContaining("about to fail at " + phase);
  }

  /** What happens when this JVM is killed and no hook can end the children. */
  @Test
  void shouldEndByItselfWhenTheRuntimeServerIsGone() throws Exception {
    // Given
    FunctionLaunch launch = new SampleTask(folder).launch(Duration.ofSeconds(20), Map.of());
    Process process;
    try (RuntimeApiServer api = new RuntimeApiServer("Sample", () -> {})) {
      ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
      builder.redirectOutput(folder.resolve("log").toFile());
      builder.directory(launch.function().codeUri().toFile());
      builder.environment().putAll(launch.processEnvironment(api.address()));
      process = builder.start();
      api.ready().get(20, TimeUnit.SECONDS);
    }

    // When, Then
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Servers of this JVM, by the thread that each of them has. */
  private static long listeners() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HTTP-Dispatcher"))
        .count();
  }

  private LocalFunction started(FunctionLaunch launch) {
    Host host =
        new Host(Clock.systemUTC(), lines::add, new Closeables(), RunSecret.random(), reason -> {});
    LocalFunction function = new LocalFunction(launch, host);
    function.start();
    return function;
  }

  private static String ask(LocalFunction function, String order) {
    byte[] payload = ("\"" + order + "\"").getBytes(StandardCharsets.UTF_8);
    return new String(function.invoke(payload, PATIENCE), StandardCharsets.UTF_8);
  }
}
