package dev.tidemark.local.run;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.local.PrivateFile;
import dev.tidemark.local.RunException;
import dev.tidemark.local.TemporaryFolder;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.LocalBuckets;
import dev.tidemark.local.aws.events.LocalMessaging;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.store.files.LocalFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The folder of a run: tables, models, key, logs and state. No other account enters it, and no
 * other run as long as this one uses it; a temporary one goes when closed.
 *
 * @param claim given up when closed
 */
record Workspace(Path folder, boolean isTemporary, Closeable claim) implements AutoCloseable {
  static final String STATE = "state.json";

  /** File of the key of the pseudonyms. */
  static final String USER_KEY = "user-key";

  private static final int KEY_BYTES = 48;

  static Workspace temporary() throws IOException {
    TemporaryFolder folder = TemporaryFolder.create();
    return opened(new Workspace(folder.path(), true, folder));
  }

  /**
   * @throws UsageException where the folder cannot be used or another run uses it
   */
  static Workspace lasting(Path storage) {
    Path folder = storage.toAbsolutePath().normalize();
    try {
      return opened(new Workspace(folder, false, new StorageFolder(folder).claim()));
    } catch (IOException e) {
      throw new UsageException(
          "cannot write to the storage folder " + folder + ": " + LocalFiles.reason(e));
    }
  }

  private static Workspace opened(Workspace workspace) throws IOException {
    workspace.clearTmp();
    Files.createDirectories(workspace.tmp());
    return workspace;
  }

  /** What stands for {@code /tmp}, where other accounts could lay something before us. */
  Path tmp() {
    return folder.resolve("tmp");
  }

  private void clearTmp() {
    try {
      LocalFiles.deleteTree(tmp());
    } catch (IOException | UncheckedIOException e) {
      // Processes of a killed run still write there: the next run clears it.
    }
  }

  /** Where tables are kept, so that they outlive a kill of their server. */
  Path tables() {
    return folder.resolve("dynamodb");
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

  /** How far functions came with the tables' streams. */
  Path streams() {
    return folder.resolve("streams");
  }

  Path logs() {
    return folder.resolve("logs");
  }

  /** In which the training job keeps how far it is. */
  Path progress() {
    return tmp().resolve("progress.json");
  }

  Path state() {
    return folder.resolve(STATE);
  }

  /** Files put here are taken in as if they were put into the bucket of imports. */
  Path imports() {
    return folder.resolve("import");
  }

  /** Messages that could not be taken in, until they are sent again. */
  Path deadLetters() {
    return folder.resolve("dead-letters");
  }

  LocalMessaging.Folders messages() {
    return new LocalMessaging.Folders(imports(), deadLetters(), logs());
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

  /** What the tables are in. */
  TablesFile tablesFile() {
    return TablesFile.in(folder.resolve("dynamodb"));
  }

  /** Blank where there is none. */
  String newestModel() {
    List<String> versions = new ModelRegistry(new LocalFolder(folder)).versions();
    return versions.isEmpty() ? "" : versions.get(versions.size() - 1);
  }

  UserKeyFile userKeyFile() {
    return new UserKeyFile(folder.resolve(USER_KEY));
  }

  /** The file with the key of the pseudonyms, made when first asked for. */
  Path userKey() throws IOException {
    Path file = userKeyFile().path();
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      // In one step: a key cut short would later be another key.
      new PrivateFile(file).write(Base64.getUrlEncoder().encodeToString(key));
    }
    return file;
  }

  /** Gives pseudonyms under that key. */
  Pseudonymiser users() {
    return userKeyFile().users();
  }

  @Override
  public void close() {
    clearTmp();
    try {
      claim.close();
    } catch (IOException e) {
      throw new RunException("cannot clear " + folder, e);
    }
  }
}
