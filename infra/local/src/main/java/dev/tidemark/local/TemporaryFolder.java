package dev.tidemark.local;

import dev.tidemark.store.files.LocalFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder that goes, with all that is in it, when it is closed. One that a killed process left
 * goes when the next one is made.
 *
 * @param path absolute; nobody else enters it
 * @param lock held for as long as this process uses the folder
 */
public record TemporaryFolder(Path path, FileChannel lock) implements Closeable {
  static final String PREFIX = "tidemark-";
  static final String LOCK = "temporary.lock";

  public static TemporaryFolder create() throws IOException {
    return createIn(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static TemporaryFolder createIn(Path parent) throws IOException {
    new Leftovers(parent).sweep();
    Path folder =
        Files.createTempDirectory(parent, PREFIX + Leftovers.OWN_PROCESS + "-").toAbsolutePath();
    // Locked before it has its name: one that is there and not locked is of a process that ended.
    Path draft = folder.resolve(LOCK + ".draft");
    FileChannel lock =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    Files.move(draft, folder.resolve(LOCK));
    return new TemporaryFolder(folder, lock);
  }

  /** Closes it at the latest when this process is interrupted. */
  public TemporaryFolder untilInterrupted() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::closeInHaste, "clear"));
    return this;
  }

  private void closeInHaste() {
    try {
      close();
    } catch (IOException | UncheckedIOException e) {
      // Somebody still writes there: the next process sweeps it.
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      LocalFiles.deleteTree(path);
    }
  }
}
