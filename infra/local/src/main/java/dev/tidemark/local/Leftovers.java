package dev.tidemark.local;

import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Temporary folders that killed processes of this account left.
 *
 * @param parent which others write to as well, such as {@code /tmp}
 */
record Leftovers(Path parent) {
  /**
   * In the names of folders, so that this process never looks at locks of its own: closing a file
   * that it has locked elsewhere would release that lock.
   */
  static final long OWN_PROCESS = ProcessHandle.current().pid();

  /** Deletes them; what cannot be deleted stays. */
  void sweep() {
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(parent, TemporaryFolder.PREFIX + "*")) {
      folders.forEach(Leftovers::sweep);
    } catch (IOException | DirectoryIteratorException e) {
      // No reason not to start.
    }
  }

  private static void sweep(Path folder) {
    try {
      if (!isOwn(folder)) {
        return;
      }
      try (FileChannel lock =
              FileChannel.open(
                  folder.resolve(TemporaryFolder.LOCK),
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS);
          FileLock held = lock.tryLock()) {
        if (held != null) {
          LocalFiles.deleteTree(folder);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // No folder of ours, or another process sweeps it.
    }
  }

  /** Others may lay links and folders of any name there. */
  private static boolean isOwn(Path folder) throws IOException {
    return !folder.getFileName().toString().startsWith(TemporaryFolder.PREFIX + OWN_PROCESS + "-")
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && OwnAccount.owns(folder)
        && OwnAccount.isClosed(folder);
  }
}
