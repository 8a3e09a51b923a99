package dev.tidemark.local.aws.events;

import dev.tidemark.local.template.Messaging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Stands for S3: tells the default bus of each file that is new in a folder, or changed, once it
 * has stopped growing. Files that are there at the start count as new, which does no harm, since
 * what is stored already is not stored again.
 */
final class ImportWatcher implements Runnable {
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final Path folder;
  private final String bucket;
  private final LocalBus bus;
  private final Consumer<String> log;
  private Map<Path, Version> before = Map.of();
  private final Map<Path, Version> told = new HashMap<>();

  private record Version(long size, FileTime modified) {}

  /**
   * @param bucket the name that the rules know
   */
  ImportWatcher(Path folder, String bucket, LocalBus bus, Consumer<String> log) {
    this.folder = folder;
    this.bucket = bucket;
    this.bus = bus;
    this.log = log;
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
    } catch (RuntimeException e) {
      log.accept("the import folder is no longer watched: " + e);
    }
  }

  private void look() {
    Map<Path, Version> now;
    try {
      now = versions();
    } catch (IOException | UncheckedIOException e) {
      return; // something was deleted meanwhile; the next look tells
    }
    now.forEach(
        (file, version) -> {
          if (version.equals(before.get(file)) && !version.equals(told.get(file))) {
            told.put(file, version);
            tell(file, version);
          }
        });
    before = now;
  }

  private Map<Path, Version> versions() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    Map<Path, Version> versions = new HashMap<>();
    for (Path file : files) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      versions.put(file, new Version(attributes.size(), attributes.lastModifiedTime()));
    }
    return versions;
  }

  private void tell(Path file, Version version) {
    String key = folder.relativize(file).toString().replace('\\', '/');
    Map<String, Object> detail =
        Map.of(
            "version",
            "0",
            "bucket",
            Map.of("name", bucket),
            "object",
            Map.of("key", key, "size", version.size()),
            "reason",
            "PutObject");
    bus.put(Messaging.DEFAULT_BUS, "aws.s3", "Object Created", detail);
  }
}
