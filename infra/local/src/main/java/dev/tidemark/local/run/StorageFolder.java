package dev.tidemark.local.run;

import dev.tidemark.local.OwnAccount;
import dev.tidemark.local.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder that the user names for what is to last: for one run at a time, and no other account.
 */
record StorageFolder(Path path) {
  private static final String LOCK = "lock";

  /** In the lock, before anything else is made: by it a storage is known later. */
  private static final String MARK = "storage of ./tidemark up\n";

  /** The root of a file system has it. */
  private static final String LOST_FOUND = "lost+found";

  /**
   * Makes the folder where it is missing and locks it until the channel is closed.
   *
   * @throws UsageException where it is not to be used
   * @throws IOException where it cannot be made or written to
   */
  FileChannel claim() throws IOException {
    if (Files.notExists(path)) {
      Files.createDirectories(path.getParent());
      Files.createDirectory(path, OwnAccount.closedFolder());
    } else {
      closeToOthers();
    }
    return lock();
  }

  private void closeToOthers() throws IOException {
    Path real = path.toRealPath();
    if (!OwnAccount.owns(real)) {
      throw new UsageException(
          "the storage folder " + path + " belongs to another account; give another --storage");
    }
    refuseForeign();
    if (!OwnAccount.isClosed(real)) {
      OwnAccount.close(real);
    }
  }

  /** Else a folder that others are meant to enter would be closed to them. */
  private void refuseForeign() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> found = Files.list(path)) {
      found.forEach(file -> names.add(file.getFileName().toString()));
    }
    // Storages of before there was the mark have a lock and a state.
    boolean earlier = isMarked() || names.containsAll(Set.of(LOCK, Workspace.STATE));
    names.removeAll(Set.of(LOCK, LOST_FOUND));
    if (!earlier && !names.isEmpty()) {
      throw new UsageException(
          "the storage folder "
              + path
              + " holds what is not of an earlier run, such as "
              + names.iterator().next()
              + "; give an empty or a new folder as --storage");
    }
  }

  private boolean isMarked() throws IOException {
    Path lock = path.resolve(LOCK);
    return Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
        && Files.size(lock) == MARK.length()
        && Files.readString(lock).equals(MARK);
  }

  private FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        channel.write(ByteBuffer.wrap(MARK.getBytes(StandardCharsets.US_ASCII)));
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // The same answer as for a lock of another process.
    }
    channel.close();
    throw new UsageException("another run uses " + path + "; stop it or give another --storage");
  }
}
