package dev.tidemark.local.bench;

import dev.tidemark.local.RunException;
import dev.tidemark.local.TemporaryFolder;
import dev.tidemark.local.aws.lambda.PackagedLaunch;
import dev.tidemark.local.run.BuiltProject;
import dev.tidemark.local.run.LocalRun;
import dev.tidemark.local.template.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts the packaged recommend function again and again, with its SnapStart hooks and without
 * them, and measures what the hooks gain. Both load the same model before the snapshot.
 *
 * @param shop tables with histories, and a model
 * @param progress gets a line for each process
 */
public record SnapStartBench(LocalRun.Started shop, BuiltProject build, Consumer<String> progress) {
  private static final String WITH_HOOKS = "";

  /** org.crac finds no implementation of this name, so that no hook is ever called. */
  private static final String WITHOUT_HOOKS = "-Dorg.crac.Core.Compat=none";

  private static final int WARM_REQUESTS = 500;

  /**
   * @param processes fresh ones of each kind, in turns
   */
  public SnapStartReport run(int processes) throws IOException {
    List<FreshProcess> primed = new ArrayList<>();
    List<FreshProcess> unprimed = new ArrayList<>();
    for (int i = 1; i <= processes; i++) {
      primed.add(measure(WITH_HOOKS, i + "/" + processes + " primed  "));
      unprimed.add(measure(WITHOUT_HOOKS, i + "/" + processes + " unprimed"));
    }
    return new SnapStartReport(primed, unprimed);
  }

  private FreshProcess measure(String javaOptions, String name) throws IOException {
    FunctionDefinition function = shop.template().declaring("MODEL_VERSION").get(0);
    Map<String, String> environment = shop.environmentOf(function);
    try (TemporaryFolder work = TemporaryFolder.create().untilInterrupted()) {
      Path tmp = Files.createDirectory(work.path().resolve("tmp"));
      FreshProcess measured =
          FreshProcess.measure(
              new PackagedLaunch(shop.template(), function, build.runtimeClient())
                  .in(environment, tmp, javaOptions),
              RecommendationEvent.of(shop.user()),
              WARM_REQUESTS);
      checkHooks(javaOptions, Files.readString(work.path().resolve("tmp.log")));
      progress.accept(
          String.format(
              "%s  init %.0f ms, first request %.1f ms, warm %.2f ms",
              name, measured.init(), measured.first(), measured.warmMedian()));
      return measured;
    }
  }

  /** The switch is a property of a library: that it still works must be seen. */
  private static void checkHooks(String javaOptions, String log) {
    boolean replayed = log.contains("warm-up requests replayed");
    if (replayed != javaOptions.equals(WITH_HOOKS)) {
      throw new RunException("the hooks " + (replayed ? "ran although off" : "did not run"));
    }
  }
}
