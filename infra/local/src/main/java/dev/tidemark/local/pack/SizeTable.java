package dev.tidemark.local.pack;

import java.io.PrintWriter;

/** The report as a table to be read. */
final class SizeTable {
  private static final double PERCENT = 100.0;

  private final PrintWriter out;

  SizeTable(PrintWriter out) {
    this.out = out;
  }

  void print(SizeReport report) {
    out.printf("Bytes, unzipped; Lambda takes %,d with layers%n", FunctionSize.LIMIT);
    out.printf("%-16s %15s %15s %15s %10s%n", "function", "code", "layers", "together", "of limit");
    for (FunctionSize function : report.functions()) {
      out.printf(
          "%-16s %,15d %,15d %,15d %8.1f %%%n",
          function.id(),
          function.code(),
          function.layers(),
          function.total(),
          PERCENT * function.total() / FunctionSize.LIMIT);
    }
    long natives = report.functions().stream().mapToLong(FunctionSize::natives).max().orElse(0);
    out.printf("%nBytes in /tmp; SnapStart takes %,d%n", report.budget().storageBytes());
    out.printf(
        "  %,15d for the extracted libraries, which have %,d%n",
        report.budget().nativeBytes(), natives);
    out.printf("  %,15d for the JVM%n", report.budget().spareBytes());
    out.printf("  %,15d left: the largest model%n", report.budget().largestModel());
    out.printf(
        "%nTraining image: %,d bytes of classes and jars, %s%n",
        report.image().bytes(), report.image().dockerfile() ? "with Dockerfile" : "no Dockerfile");
    report
        .model()
        .ifPresent(
            model ->
                out.printf(
                    "Model %s: %,d bytes, %s%n",
                    model.folder(), model.bytes(), model.refusal().isEmpty() ? "fits" : "refused"));
    out.flush();
  }
}
