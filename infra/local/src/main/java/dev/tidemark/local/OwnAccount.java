package dev.tidemark.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The account that this process runs as: what belongs to it, and keeping it to that account. */
public final class OwnAccount {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnAccount() {}

  /** Whether this account owns what the path names; a link is looked at, not followed. */
  public static boolean owns(Path path) throws IOException {
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return owner.equals((int) new UnixSystem().getUid());
  }

  /** Whether other accounts can do nothing with the folder. */
  public static boolean isClosed(Path folder) throws IOException {
    return FOLDER.containsAll(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
  }

  /** Keeps all other accounts out. */
  public static void close(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, FOLDER);
  }

  /** Makes a folder that nobody else enters. */
  public static FileAttribute<?> closedFolder() {
    return PosixFilePermissions.asFileAttribute(FOLDER);
  }

  /** Makes a file that nobody else reads. */
  public static FileAttribute<?> closedFile() {
    return PosixFilePermissions.asFileAttribute(FILE);
  }
}
