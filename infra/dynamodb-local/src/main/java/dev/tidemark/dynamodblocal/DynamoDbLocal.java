package dev.tidemark.dynamodblocal;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * AWS's DynamoDB Local in a JVM of its own, on the loopback interface only. Its jars stay out of
 * every class path of ours. The child ends on {@link #close} and when this JVM ends, however it
 * ends.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private static final Path LIBRARIES = Path.of("infra", "dynamodb-local", "target", "lib");
  private static final String LOG = "dynamodb-local.log";
  private static final int SECONDS_TO_END = 10;

  private final Process process;
  private final URI endpoint;

  private DynamoDbLocal(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts it with tables in memory, gone at the end. */
  public static DynamoDbLocal startInMemory() {
    return launch(List.of(), Redirect.INHERIT);
  }

  /**
   * Starts it with tables in a folder, which is made where it is missing and also gets its log.
   *
   * @throws DynamoDbLocalException where the folder cannot be written
   */
  public static DynamoDbLocal start(Path storage) {
    try {
      Files.createDirectories(storage);
    } catch (IOException e) {
      throw new DynamoDbLocalException("storage folder " + storage + " cannot be made", e);
    }
    if (!Files.isWritable(storage)) {
      throw new DynamoDbLocalException("storage folder " + storage + " is not writable");
    }
    // Its storage engine logs a stack trace for each write that it only has to do again.
    return launch(
        List.of(storage.toAbsolutePath().toString()),
        Redirect.appendTo(storage.resolve(LOG).toFile()));
  }

  /** Where it listens, such as {@code http://127.0.0.1:43210}. */
  public URI endpoint() {
    return endpoint;
  }

  /** Whether the child still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close(); // the end of its input, upon which it ends by itself
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static DynamoDbLocal launch(List<String> arguments, Redirect errors) {
    Process process = spawn(arguments, errors);
    try {
      // The stream is not closed: the child has its standard output for as long as it lives.
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
      String port = reader.readLine();
      if (port == null) {
        throw new DynamoDbLocalException(
            "DynamoDB Local ended with exit code " + process.waitFor() + " before it listened");
      }
      return new DynamoDbLocal(process, URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      process.destroyForcibly();
      throw new DynamoDbLocalException("DynamoDB Local did not tell its port", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new DynamoDbLocalException("interrupted while DynamoDB Local started", e);
    }
  }

  private static Process spawn(List<String> arguments, Redirect errors) {
    Path ownClasses = ownClasses();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.add("-cp");
    command.add(ownClasses + File.pathSeparator + libraries(ownClasses).resolve("*"));
    command.add(Server.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // those are meant for this JVM
    try {
      return builder.start();
    } catch (IOException e) {
      throw new DynamoDbLocalException("DynamoDB Local's JVM could not be started", e);
    }
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          DynamoDbLocal.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new DynamoDbLocalException("the class path holds a path that is not a URI", e);
    }
  }

  /**
   * The folder with DynamoDB Local's jars, looked for from this class upwards: its licence keeps it
   * out of what is shipped, so it is only ever found within a built source tree.
   */
  private static Path libraries(Path ownClasses) {
    for (Path folder = ownClasses; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve(LIBRARIES);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    throw new DynamoDbLocalException(
        LIBRARIES + " is missing above " + ownClasses + "; build infra/dynamodb-local with Maven");
  }
}
