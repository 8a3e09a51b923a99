package dev.tidemark.local.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Median and worst of the fresh processes, with the hooks and without them. */
public record SnapStartReport(List<FreshProcess> primed, List<FreshProcess> unprimed) {
  private static final String NOT_MEASURED =
      "The hooks ran, but no microVM was stopped and restored: the time that a real restore takes"
          + " is not in these figures.";
  private static final double MEBIBYTE = 1 << 20;
  private static final List<Row> ROWS =
      List.of(
          new Row("init", "ms", FreshProcess::init),
          new Row("first request", "ms", FreshProcess::first),
          new Row("warm p50", "ms", FreshProcess::warmMedian),
          new Row("warm p99", "ms", FreshProcess::warmP99),
          new Row("peak memory", "MiB", process -> process.peakMemory() / MEBIBYTE));

  private record Row(String name, String unit, ToDoubleFunction<FreshProcess> figure) {
    double median(List<FreshProcess> processes) {
      double[] sorted = sorted(processes);
      return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    double worst(List<FreshProcess> processes) {
      return sorted(processes)[processes.size() - 1];
    }

    private double[] sorted(List<FreshProcess> processes) {
      return processes.stream().mapToDouble(figure).sorted().toArray();
    }
  }

  public SnapStartReport {
    primed = List.copyOf(primed);
    unprimed = List.copyOf(unprimed);
  }

  /** As a table to be read. */
  public void print(PrintWriter out) {
    out.printf(
        "%d fresh processes each        primed: median    worst    not: median    worst%n",
        primed.size());
    for (Row row : ROWS) {
      out.printf(
          "  %-26s %16.1f %8.1f %14.1f %8.1f%n",
          row.name() + ", " + row.unit(),
          row.median(primed),
          row.worst(primed),
          row.median(unprimed),
          row.worst(unprimed));
    }
    out.println(NOT_MEASURED);
    out.flush();
  }

  /** All figures of all processes. */
  public void write(Path file) throws IOException {
    ObjectNode root = LocalJson.MAPPER.createObjectNode();
    root.put("note", NOT_MEASURED);
    root.put("java", Runtime.version().toString());
    write(root.putObject("primed"), primed);
    write(root.putObject("unprimed"), unprimed);
    Files.write(file, LocalJson.readable(root));
  }

  private static void write(ObjectNode node, List<FreshProcess> processes) {
    for (Row row : ROWS) {
      ObjectNode figure = node.putObject(row.name() + " (" + row.unit() + ")");
      figure.put("median", row.median(processes));
      figure.put("worst", row.worst(processes));
      processes.forEach(it -> figure.withArray("each").add(row.figure().applyAsDouble(it)));
    }
  }
}
