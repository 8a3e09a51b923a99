package dev.tidemark.local.run;

import dev.tidemark.local.UsageException;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The database in which DynamoDB Local keeps all tables: one SQLite file (its format:
 * sqlite.org/fileformat2.html). It is never replaced here: it holds all that shoppers did.
 */
record TablesFile(Path path) {
  private static final String NAME = "shared-local-instance.db";
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int PAGE_SIZE = 16;
  private static final int CHANGES = 24;
  private static final int PAGES = 28;
  private static final int PAGES_VALID_FOR = 92;

  static TablesFile in(Path folder) {
    return new TablesFile(folder.resolve(NAME));
  }

  boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Looks at the beginning and the size.
   *
   * @throws UsageException where it is no such database, or cut short, or may not be used
   */
  void check() {
    if (!exists()) {
      return;
    }
    if (!Files.isRegularFile(path)) {
      throw damaged("it is no file");
    }
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      throw new UsageException(path + ": permission denied; let this account read and write it");
    }
    try (FileChannel file = FileChannel.open(path)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      while (header.hasRemaining() && file.read(header) >= 0) {
        // until it is full, or the file ends
      }
      check(header, file.size());
    } catch (IOException e) {
      throw damaged(LocalFiles.reason(e));
    }
  }

  private void check(ByteBuffer header, long size) {
    if (header.hasRemaining()) {
      throw damaged("it is empty or cut short");
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (header.get(i) != MAGIC[i]) {
        throw damaged("it does not begin as SQLite's files do");
      }
    }
    // 1 stands for 65,536, which its two bytes do not hold.
    int stored = header.getShort(PAGE_SIZE) & 0xffff;
    long pageSize = stored == 1 ? 65_536 : stored;
    boolean isCounted = header.getInt(CHANGES) == header.getInt(PAGES_VALID_FOR);
    if (isCounted && !hasLog() && size < pageSize * (header.getInt(PAGES) & 0xffff_ffffL)) {
      throw damaged("it is cut short");
    }
  }

  /** What is written ahead makes the database whole when it is opened. */
  private boolean hasLog() {
    try {
      return Files.size(path.resolveSibling(NAME + "-wal")) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private UsageException damaged(String why) {
    return new UsageException(
        path
            + " is damaged: "
            + why
            + "; put it back from a backup, or move it away: then the data set is imported again,"
            + " and what came since is lost");
  }
}
