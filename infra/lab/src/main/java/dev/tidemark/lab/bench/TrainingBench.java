package dev.tidemark.lab.bench;

import dev.tidemark.lab.bench.MeasuringProcess.Threads;
import dev.tidemark.training.fit.Hyperparameters;
import dev.tidemark.training.network.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Measures how fast the product's training graph is, and how fast the plain one. */
final class TrainingBench {
  private static final long MOST_PLAIN_BYTES = 4L << 30;
  private static final int EVENTS = 250_000;
  private static final int ROUNDS = 3;

  private static final List<Network> TIDEMARKS =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Network.PLAIN)));

  private final PrintStream out;
  private final Precision precision;
  private final boolean quick;
  private final MeasuringProcess process;
  private final int cores = Runtime.getRuntime().availableProcessors();

  /**
   * @param parts events a second of the networks with something left out; empty where not measured
   * @param plain the same of the plain graph with the best of the thread settings
   */
  record Result(
      Setting setting,
      Measurement.Speed tidemark,
      Map<Network, Double> parts,
      OptionalDouble plain) {}

  /**
   * @param out for progress
   * @param quick whether to take a tiny setting and a few steps, as a test
   */
  TrainingBench(PrintStream out, Precision precision, boolean quick) {
    this.out = out;
    this.precision = precision;
    this.quick = quick;
    process = new MeasuringProcess(quick);
  }

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
      parts.remove(Network.TIDEMARK);
      boolean compared = setting.events() == EVENTS || quick;
      results.add(
          new Result(
              setting,
              speeds.get(Network.TIDEMARK),
              parts,
              compared ? plain(setting) : OptionalDouble.empty()));
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
        Measurement.Speed speed = process.run(network, setting, new Threads(1, cores));
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

  /** More events of the same kind make no difference to it. */
  private OptionalDouble plain(Setting setting) throws IOException, InterruptedException {
    if (setting.plainBytes() > MOST_PLAIN_BYTES) {
      out.printf(
          Locale.ROOT,
          "  plain graph: not measured, its logits would need %.1f GiB%n",
          setting.plainBytes() / (double) (1L << 30));
      return OptionalDouble.empty();
    }
    Set<Threads> tried =
        new LinkedHashSet<>(
            List.of(
                new Threads(1, 1),
                new Threads(cores, 1),
                new Threads(1, cores),
                new Threads(cores, cores)));
    OptionalDouble best = OptionalDouble.empty();
    for (Threads threads : tried) {
      String name = "plain graph, " + threads.intra() + " intra-op, " + threads.inter();
      try {
        double speed = process.run(Network.PLAIN, setting, threads).eventsPerSecond();
        out.printf(Locale.ROOT, "  %s inter-op: %,.0f events/s%n", name, speed);
        best = OptionalDouble.of(Math.max(speed, best.orElse(0)));
      } catch (MeasuringProcess.FailedException e) {
        out.printf("  %s inter-op: not measured, %s%n", name, e.getMessage());
      }
    }
    return best;
  }
}
