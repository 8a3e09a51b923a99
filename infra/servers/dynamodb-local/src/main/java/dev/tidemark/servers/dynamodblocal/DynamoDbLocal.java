package dev.tidemark.servers.dynamodblocal;

import dev.tidemark.servers.child.ChildServer;
import dev.tidemark.servers.child.ChildServerException;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * AWS's DynamoDB Local in a JVM of its own. Its licence keeps it out of what is shipped, and out of
 * every class path of ours.
 */
public final class DynamoDbLocal extends ChildServer {
  private static final Path MODULE = Path.of("infra", "servers", "dynamodb-local");
  private static final String LOG = "dynamodb-local.log";
  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx1g");
  private static final List<String> QUICK_TO_START =
      Stream.concat(OPTIONS.stream(), Stream.of("-XX:TieredStopAtLevel=1")).toList();

  /** The child's variable that holds the secret of the run. */
  static final String SECRET = "TIDEMARK_RUN_SECRET";

  private DynamoDbLocal(
      List<String> options,
      Map<String, String> environment,
      List<String> arguments,
      Redirect errors) {
    super(
        new Launch("DynamoDB Local", Server.class, MODULE, options, environment, arguments),
        errors);
  }

  /**
   * The run that it belongs to.
   *
   * @param tmp where it unpacks its library
   * @param secret that callers must send
   */
  public record Run(Path tmp, RunSecret secret) {
    private List<String> options() {
      return Stream.concat(OPTIONS.stream(), Stream.of("-Djava.io.tmpdir=" + tmp)).toList();
    }

    private Map<String, String> environment() {
      return Map.of(SECRET, secret.value());
    }
  }

  /**
   * Starts it with tables in memory, gone at the end, for tests: it answers whoever asks on this
   * machine, and is quick to start rather than quick in the end.
   */
  public static DynamoDbLocal startInMemory() {
    return new DynamoDbLocal(QUICK_TO_START, Map.of(), List.of(), Redirect.INHERIT);
  }

  /**
   * Starts it with tables in a folder, which is made where it is missing and also gets its log.
   *
   * @throws ChildServerException where the folder cannot be written
   */
  public static DynamoDbLocal start(Run run, Path storage) {
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
        run.options(),
        run.environment(),
        List.of(storage.toAbsolutePath().toString()),
        Redirect.appendTo(storage.resolve(LOG).toFile()));
  }
}
