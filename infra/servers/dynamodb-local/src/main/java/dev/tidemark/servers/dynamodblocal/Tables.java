package dev.tidemark.servers.dynamodblocal;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteStatement;
import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * Where DynamoDB Local keeps its tables. It writes them with SQLite, and left to itself waits for
 * the disk several times for each item. Here SQLite writes ahead into a log and waits for the disk
 * only where the log goes into the database: what was acknowledged is there after a kill of the
 * process, and after a power failure at worst the last second is missing.
 */
final class Tables {
  /** DynamoDB Local's own name for the one database of all accounts and regions. */
  private static final String SHARED = "shared-local-instance";

  private static final int AUTHORITY = 0;
  private static final boolean FOR_ALL = true;
  private static final boolean DELAYED_STATES = false;

  /** Threads that DynamoDB Local itself takes for what it does beside requests. */
  private static final int JOBS = 10;

  private static final List<String> FAST =
      List.of(
          "PRAGMA locking_mode=EXCLUSIVE", // nobody else reads the file
          "PRAGMA journal_mode=WAL",
          "PRAGMA synchronous=NORMAL",
          "PRAGMA cache_size=-64000"); // KiB

  private static final int LOG_SECONDS = 1;

  /** What SQLite says of a database in order. */
  private static final String WHOLE = "ok";

  private Tables() {}

  /** Gone at the end. */
  static LocalDynamoDBRequestHandler inMemory() throws Exception {
    return new LocalDynamoDBRequestHandler(AUTHORITY, true, null, FOR_ALL, DELAYED_STATES);
  }

  /**
   * Lets SQLite look through the whole database.
   *
   * @return the file and what is wrong with it; empty where it is whole, or not there
   */
  static Optional<String> damage(Path folder) {
    File file = folder.resolve(SHARED + ".db").toFile();
    if (!file.exists()) {
      return Optional.empty();
    }
    String found = Database.check(file);
    return found.equals(WHOLE) ? Optional.empty() : Optional.of(damaged(file, found));
  }

  private static String damaged(File file, String found) {
    return file
        + " is damaged: "
        + found.replaceAll("\\s+", " ")
        + "; put it back from a backup, or move it away: then the data set is imported again, and"
        + " what came since is lost";
  }

  /** In the file that DynamoDB Local would use in this folder, too. */
  static LocalDynamoDBRequestHandler in(Path folder) throws Exception {
    var handler =
        new LocalDynamoDBRequestHandler(
            AUTHORITY, false, folder.toString(), FOR_ALL, DELAYED_STATES);
    Database database = new Database(folder.resolve(SHARED + ".db").toFile());
    var jobs = new JobsRegister(Executors.newFixedThreadPool(JOBS), DELAYED_STATES);
    databases(handler).put(SHARED, new LocalDBClient(database, jobs));
    return handler;
  }

  /** It would open them itself with the first request, and has no other way to be given one. */
  @SuppressWarnings("unchecked") // as the field is declared
  private static Map<String, AmazonDynamoDBLocal> databases(LocalDynamoDBRequestHandler handler)
      throws ReflectiveOperationException {
    Field field = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
    field.setAccessible(true);
    return (Map<String, AmazonDynamoDBLocal>) field.get(handler);
  }

  private static final class Database extends SQLiteDBAccess {
    private final ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "write-ahead log");
              thread.setDaemon(true);
              return thread;
            });

    /** In here, since the class that this one extends loads the library. */
    static String check(File file) {
      SQLiteConnection connection = new SQLiteConnection(file);
      try {
        connection.open(false);
        SQLiteStatement check = connection.prepare("PRAGMA quick_check(1)");
        return check.step() ? check.columnString(0) : "SQLite tells nothing of it";
      } catch (SQLiteException e) {
        return e.getMessage();
      } finally {
        connection.dispose();
      }
    }

    Database(File file) throws InterruptedException {
      super(file);
      FAST.forEach(this::run);
      // SQLite's own way to empty the log fails here: DynamoDB Local still holds a statement open
      // whenever it commits.
      var unused =
          clock.scheduleWithFixedDelay(
              () -> run("PRAGMA wal_checkpoint"), LOG_SECONDS, LOG_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Waits for it; where it fails the queue logs why, and all goes on as slow as ever. Never
     * within a transaction of DynamoDB Local, which is several jobs of the queue: a statement that
     * fails there rolls back half of it.
     */
    private void run(String statement) {
      queue
          .execute(
              new SQLiteJob<Void>() {
                @Override
                protected Void job(SQLiteConnection connection) throws SQLiteException {
                  if (connection.getAutoCommit()) {
                    connection.exec(statement);
                  }
                  return null;
                }
              })
          .complete();
    }
  }
}
