package dev.tidemark.local.run;

import dev.tidemark.local.RunException;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.LocalBuckets;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of a run: tables, models, key, logs and state. A lasting one is locked while in use; a
 * temporary one goes when closed.
 */
record Workspace(Path folder, boolean isTemporary, FileChannel lock) implements AutoCloseable {
  private static final int KEY_BYTES = 48;

  static Workspace temporary() throws IOException {
    Path folder = Files.createTempDirectory("tidemark-");
    return new Workspace(folder, true, lock(folder));
  }

  /**
   * @throws UsageException where the folder cannot be used or another run uses it
   */
  static Workspace lasting(Path storage) {
    Path folder = storage.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
      return new Workspace(folder, false, lock(folder));
    } catch (IOException e) {
      throw new UsageException("cannot write to the storage folder " + folder + ": " + e);
    }
  }

  /** Where tables are kept; a temporary run keeps them in memory. */
  Optional<Path> tables() {
    return isTemporary ? Optional.empty() : Optional.of(folder.resolve("dynamodb"));
  }

  /** What stands for the buckets that tasks and jobs name. */
  LocalBuckets buckets() {
    return new LocalBuckets(Map.of("ModelBucket", folder, "TrainingBucket", training()));
  }

  /** What one training needs: the bucket of exports and checkpoints. */
  Path training() {
    return folder.resolve("training");
  }

  /** Where trainings that were interrupted go on from. */
  Path executions() {
    return folder.resolve("executions");
  }

  Path logs() {
    return folder.resolve("logs");
  }

  /** Versions of the function that recommends. */
  Path versions() {
    return folder.resolve("versions.json");
  }

  Path state() {
    return folder.resolve("state.json");
  }

  /** Files put here are taken in as if they were put into the bucket of imports. */
  Path imports() {
    return folder.resolve("import");
  }

  ControlFile controlFile() {
    return ControlFile.in(folder);
  }

  Path simulatedShop() {
    return folder.resolve("simulated-shop");
  }

  /** Whether a model of this version is complete. */
  boolean hasModel(String version) {
    return Files.exists(folder.resolve("models").resolve(version).resolve(ModelRegistry.MANIFEST));
  }

  /** The file with the key of the pseudonyms, made when first asked for. */
  Path userKey() throws IOException {
    Path file = folder.resolve("user-key");
    if (Files.notExists(file)) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      // In one step: a key cut short would later be another key.
      new PrivateFile(file).write(Base64.getUrlEncoder().encodeToString(key));
    }
    return file;
  }

  @Override
  public void close() {
    try {
      lock.close();
      if (isTemporary) {
        LocalFiles.deleteTree(folder);
      }
    } catch (IOException e) {
      throw new RunException("cannot clear " + folder, e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // The same answer as for a lock of another process.
    }
    channel.close();
    throw new UsageException("another run uses " + folder + "; stop it or give another --storage");
  }
}
