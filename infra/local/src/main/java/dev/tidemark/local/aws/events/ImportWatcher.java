package dev.tidemark.local.aws.events;

import dev.tidemark.local.aws.Host;
import dev.tidemark.local.template.Messaging;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stands for S3: tells the default bus of each file that is new in a folder, or changed. In S3 a
 * file is whole or not there; here it counts as whole once nobody has written to it for a while,
 * and for a longer while where its last line lacks its end. Files that are there at the start count
 * as new, which does no harm, since what is stored already is not stored again.
 */
final class ImportWatcher implements Runnable {
  /** Time without a change after which a file is whole. */
  static final Duration QUIET = Duration.ofSeconds(3);

  /** The same where it ends within a line, as it does while it is written, or is empty. */
  static final Duration QUIET_WITHIN_A_LINE = Duration.ofSeconds(30);

  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final int LINE_END_BYTES = 2; // in UTF-16; one in every other encoding

  private final Path folder;
  private final String bucket;
  private final LocalBus bus;
  private final Host host;
  private final Map<Path, Sight> files = new HashMap<>();

  private record Version(long size, FileTime modified) {}

  /**
   * @param since when the file was first seen like this
   */
  private record Sight(Version version, Instant since, boolean told) {}

  /**
   * @param bucket the name that the rules know
   */
  ImportWatcher(Path folder, String bucket, LocalBus bus, Host host) {
    this.folder = folder;
    this.bucket = bucket;
    this.bus = bus;
    this.host = host;
  }

  /** Until it is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(PERIOD.toMillis());
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what is whole by now. What cannot be told now is told at a later look. */
  void look() {
    try {
      Map<Path, Version> now = versions();
      files.keySet().retainAll(now.keySet());
      now.forEach(this::look);
    } catch (IOException | UncheckedIOException e) {
      // Something was deleted meanwhile.
    } catch (SdkException e) {
      // The queues do not answer, and whoever keeps them tells so.
    }
  }

  private void look(Path file, Version version) {
    Instant now = host.clock().instant();
    Sight before = files.get(file);
    if (before == null || !before.version().equals(version)) {
      files.put(file, new Sight(version, now, false));
    } else if (!before.told() && !now.isBefore(before.since().plus(quiet(file)))) {
      tell(file, version);
      files.put(file, new Sight(version, before.since(), true));
    }
  }

  private Map<Path, Version> versions() throws IOException {
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder)) {
      found = walk.filter(Files::isRegularFile).filter(file -> !isHidden(file)).toList();
    }
    Map<Path, Version> versions = new HashMap<>();
    for (Path file : found) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      versions.put(file, new Version(attributes.size(), attributes.lastModifiedTime()));
    }
    return versions;
  }

  /** As programs call what they are still copying, and what is theirs alone. */
  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  /** Where a packed file is cut, whoever unpacks it tells. */
  private static Duration quiet(Path file) {
    if (file.toString().endsWith(".gz")) {
      return QUIET;
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      bytes.seek(Math.max(0, bytes.length() - LINE_END_BYTES));
      for (int b = bytes.read(); b >= 0; b = bytes.read()) {
        if (b == '\n' || b == '\r') {
          return QUIET;
        }
      }
      return QUIET_WITHIN_A_LINE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(Path file, Version version) {
    String key = folder.relativize(file).toString().replace('\\', '/');
    bus.put(
        Messaging.DEFAULT_BUS,
        FileEvents.SOURCE,
        FileEvents.TYPE,
        FileEvents.detail(bucket, key, version.size()));
  }
}
