package dev.tidemark.local.data;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.local.Console;
import dev.tidemark.local.LocalJson;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells what was left out of the data and why. */
public final class Cleaning {
  private static final int SHOWN_LINES = 5;

  private Cleaning() {}

  public static void print(CleaningReport report, Console console) {
    console.line(
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %,d kept, %,d exact duplicates dropped, %,d not usable",
            report.file(),
            report.rows(),
            report.kept(),
            report.duplicates(),
            report.rejectedRows()));
    new TreeMap<>(report.rejected())
        .forEach(
            (reason, rejection) ->
                console.line(
                    String.format(
                        Locale.ROOT,
                        "  %,d x %s (line %s%s)",
                        rejection.count(),
                        reason,
                        rejection.firstLines().stream()
                            .limit(SHOWN_LINES)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")),
                        rejection.count() > SHOWN_LINES ? ", ..." : "")));
  }

  public static void write(List<CleaningReport> reports, Path file) throws IOException {
    LocalFiles.replace(file, out -> out.write(LocalJson.readable(reports)));
  }
}
