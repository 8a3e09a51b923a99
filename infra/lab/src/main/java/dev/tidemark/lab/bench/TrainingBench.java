package dev.tidemark.lab.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tidemark.lab.bench.Measurement.Threads;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.network.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how fast the product's training graph is, and how fast the plain one.
 *
 * @param out for progress
 * @param quick whether to take a tiny setting and a few steps, as a test
 */
record TrainingBench(PrintStream out, Precision precision, boolean quick) {
  private static final long MOST_PLAIN_BYTES = 4L << 30;
  private static final int EVENTS = 250_000;
  private static final int ROUNDS = 3;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private static final List<Network> TIDEMARKS =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Network.PLAIN)));

  /**
   * Figures of one setting, as they are written to a file.
   *
   * @param eventsPerSecond of the whole network
   * @param partsEventsPerSecond of the networks with something left out; empty where not measured
   * @param plainGraphEventsPerSecond with the best of the thread settings; null where not measured
   * @param peakMemoryMiB of the whole network's process
   */
  record Result(
      @JsonUnwrapped Setting setting,
      double eventsPerSecond,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Network, Double> partsEventsPerSecond,
      Double plainGraphEventsPerSecond,
      double peakMemoryMiB) {}

  List<Result> run() throws IOException, InterruptedException {
    List<Setting> settings =
        quick ? List.of(new Setting(200, 2000, 8, 16, 20, 4, precision)) : settings(precision);
    List<Result> results = new ArrayList<>();
    for (Setting setting : settings) {
      boolean reference = results.isEmpty();
      out.printf("%d of %d: %s%n", results.size() + 1, settings.size(), setting);
      Map<Network, Measurement.Speed> speeds =
          medians(
              setting,
              reference ? TIDEMARKS : List.of(Network.TIDEMARK),
              reference && !quick ? ROUNDS : 1);
      Map<Network, Double> parts = new EnumMap<>(Network.class);
      speeds.forEach((network, speed) -> parts.put(network, speed.eventsPerSecond()));
      boolean compared = setting.events() == EVENTS || quick;
      results.add(
          new Result(
              setting,
              parts.remove(Network.TIDEMARK),
              parts,
              compared ? plain(setting) : null,
              speeds.get(Network.TIDEMARK).peakMemoryMiB()));
    }
    return results;
  }

  /** The reference, then the default network over more and more items and events. */
  static List<Setting> settings(Precision precision) {
    Hyperparameters defaults = Hyperparameters.DEFAULT;
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting(3416, EVENTS, 128, 256, 200, 32, precision));
    for (int items : new int[] {4_000, 12_000, 100_000}) {
      for (int factor : new int[] {1, 2, 4, 8}) {
        settings.add(
            new Setting(
                items,
                EVENTS * factor,
                defaults.dimension(),
                defaults.hidden(),
                defaults.window(),
                defaults.batchPositions() / defaults.window(),
                precision));
      }
    }
    return settings;
  }

  /** The median of each network, measured in turns, so that a slow minute meets all alike. */
  private Map<Network, Measurement.Speed> medians(
      Setting setting, List<Network> networks, int rounds)
      throws IOException, InterruptedException {
    Map<Network, List<Measurement.Speed>> speeds = new EnumMap<>(Network.class);
    for (int round = 0; round < rounds; round++) {
      for (Network network : networks) {
        Measurement.Speed speed =
            Measurement.inProcess(network, quick, setting, new Threads(1, CORES));
        out.printf(
            Locale.ROOT,
            "  %s: %,.0f events/s, %,.0f MiB%n",
            network.text(),
            speed.eventsPerSecond(),
            speed.peakMemoryMiB());
        speeds.computeIfAbsent(network, first -> new ArrayList<>()).add(speed);
      }
    }
    Map<Network, Measurement.Speed> medians = new EnumMap<>(Network.class);
    speeds.forEach(
        (network, all) -> {
          all.sort(Comparator.comparingDouble(Measurement.Speed::eventsPerSecond));
          medians.put(network, all.get(all.size() / 2));
        });
    return medians;
  }

  /** More events of the same kind make no difference to it; null where it cannot be measured. */
  private Double plain(Setting setting) throws IOException, InterruptedException {
    if (setting.plainBytes() > MOST_PLAIN_BYTES) {
      out.printf(
          Locale.ROOT,
          "  plain graph: not measured, its logits would need %.1f GiB%n",
          setting.plainBytes() / (double) (1L << 30));
      return null;
    }
    List<Threads> tried =
        Stream.of(
                new Threads(1, 1),
                new Threads(CORES, 1),
                new Threads(1, CORES),
                new Threads(CORES, CORES))
            .distinct()
            .limit(quick ? 1 : Long.MAX_VALUE)
            .toList();
    Double best = null;
    for (Threads threads : tried) {
      String name = "plain graph, " + threads.intra() + " intra-op, " + threads.inter();
      try {
        double speed =
            Measurement.inProcess(Network.PLAIN, quick, setting, threads).eventsPerSecond();
        out.printf(Locale.ROOT, "  %s inter-op: %,.0f events/s%n", name, speed);
        best = best == null ? speed : Math.max(speed, best);
      } catch (Measurement.FailedException e) {
        out.printf("  %s inter-op: not measured, %s%n", name, e.getMessage());
      }
    }
    return best;
  }
}
