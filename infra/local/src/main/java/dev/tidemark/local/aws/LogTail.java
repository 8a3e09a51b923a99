package dev.tidemark.local.aws;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last lines of a log, to be shown beside an error. */
public final class LogTail {
  private static final int LINES = 20;
  private static final int BYTES = 8192;
  private static final String SUPPRESSED = "Suppressed: ";

  private LogTail() {}

  /** Indented, or a remark where the log cannot be read. */
  public static String of(Path log) {
    List<String> lines = lines(log);
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
        .map(line -> "  | " + line)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** The first of the suppressed exceptions that a stack trace at the end lists. */
  public static Optional<String> suppressed(Path log) {
    return lines(log).stream()
        .map(String::strip)
        .filter(line -> line.startsWith(SUPPRESSED))
        .map(line -> line.substring(SUPPRESSED.length()))
        .findFirst();
  }

  private static List<String> lines(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - BYTES));
      byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(end);
      return new String(end, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("the log cannot be read: " + e.getMessage());
    }
  }
}
