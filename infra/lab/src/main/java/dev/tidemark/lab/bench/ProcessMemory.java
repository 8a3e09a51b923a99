package dev.tidemark.lab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds, from Linux; see proc(5). */
final class ProcessMemory {
  private static final double KIBIBYTES = 1024;

  private ProcessMemory() {}

  /** The most so far, Java's heap included. */
  static double peakMiB() {
    return status("VmHWM:");
  }

  static double residentMiB() {
    return status("VmRSS:");
  }

  /** Bytes of the Java heap that this thread was given so far. */
  static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static double status(String name) {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith(name))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / KIBIBYTES;
    } catch (IOException e) {
      throw new UncheckedIOException("/proc/self/status is not readable", e);
    }
  }
}
