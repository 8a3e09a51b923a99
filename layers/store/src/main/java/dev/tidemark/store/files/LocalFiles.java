package dev.tidemark.store.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** What is done to files of this machine in more than one place. */
public final class LocalFiles {
  /** Ends the name of a file that is being written. */
  static final String PART = ".part";

  /** Begins what is added to the name of a damaged file. */
  public static final String DAMAGED = ".damaged-";

  private LocalFiles() {}

  /**
   * Replaces a file in one step, and makes its folder: a reader sees the old file or the new one,
   * whenever this process ends. One writer at a time. A folder in the file's place is set aside.
   *
   * @throws IOException naming the file and why it cannot be written, such as for a full disk; what
   *     was there before is still there then
   */
  public static void replace(Path file, Folder.Content content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + PART);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.writeTo(out);
      }
      if (Files.isDirectory(file)) {
        setAside(file);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(part); // its room is wanted where the disk is full
      throw new IOException(
          file + " cannot be written: " + reason(e) + "; what was there before is kept", e);
    }
  }

  /**
   * Takes a damaged file, or what is in its place, out of the way without losing it.
   *
   * @return where it is now: beside it, its name with {@code .damaged-} and the first free number
   */
  public static Path setAside(Path file) throws IOException {
    for (int n = 1; ; n++) {
      Path aside = file.resolveSibling(file.getFileName() + DAMAGED + n);
      if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
        return Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Why a file could not be read or written, for people: no class and no path. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? "the file system refuses it" : reason;
  }

  /** The same with the file, where it is known. */
  public static String describe(IOException e) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? file.getFile() + ": " + reason(e)
        : reason(e);
  }

  /** Deletes a folder with all that is in it; nothing happens where it is not there. */
  public static void deleteTree(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
