package dev.tidemark.servers.dynamodblocal;

import dev.tidemark.servers.child.ChildServer;
import dev.tidemark.servers.child.ChildServerException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * AWS's DynamoDB Local in a JVM of its own. Its licence keeps it out of what is shipped, and out of
 * every class path of ours.
 */
public final class DynamoDbLocal extends ChildServer {
  private static final Path MODULE = Path.of("infra", "servers", "dynamodb-local");
  private static final String LOG = "dynamodb-local.log";
  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx1g");

  private DynamoDbLocal(List<String> arguments, Redirect errors) {
    super(new Launch("DynamoDB Local", Server.class, MODULE, OPTIONS, arguments), errors);
  }

  /** Starts it with tables in memory, gone at the end. */
  public static DynamoDbLocal startInMemory() {
    return new DynamoDbLocal(List.of(), Redirect.INHERIT);
  }

  /**
   * Starts it with tables in a folder, which is made where it is missing and also gets its log.
   *
   * @throws ChildServerException where the folder cannot be written
   */
  public static DynamoDbLocal start(Path storage) {
    try {
      Files.createDirectories(storage);
    } catch (IOException e) {
      throw new ChildServerException("storage folder " + storage + " cannot be made", e);
    }
    if (!Files.isWritable(storage)) {
      throw new ChildServerException("storage folder " + storage + " is not writable");
    }
    // Its storage engine logs a stack trace for each write that it only has to do again.
    return new DynamoDbLocal(
        List.of(storage.toAbsolutePath().toString()),
        Redirect.appendTo(storage.resolve(LOG).toFile()));
  }
}
