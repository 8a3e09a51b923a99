package dev.tidemark.servers.child;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A server in a JVM of its own, on the loopback interface only. Its jars stay out of every class
 * path of ours. The child ends on {@link #close} and when this JVM ends, however it ends.
 */
public abstract class ChildServer implements AutoCloseable {
  private static final int SECONDS_TO_END = 10;
  private static final int ANY_PORT = 0;

  /** Variables with options of the user's, which are no child's. */
  private static final Set<String> FOR_THIS_JVM =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Launch launch;
  private final Redirect errors;
  private final URI endpoint;
  private volatile Process process;
  private volatile boolean closed;

  /**
   * What to start.
   *
   * @param name for messages
   * @param main gets the wanted port before the other arguments, 0 = any free one; prints the port
   *     as its only line on standard output, or why it cannot start, and ends when its standard
   *     input does
   * @param module the module's folder in the source tree, whose {@code target/lib} holds the jars
   * @param options of the JVM, which other accounts may see as they do the arguments
   * @param environment beside that of this process, which they do not see
   */
  public record Launch(
      String name,
      Class<?> main,
      Path module,
      List<String> options,
      Map<String, String> environment,
      List<String> arguments) {}

  /**
   * Starts it and waits until it listens.
   *
   * @param errors where its log goes
   * @throws ChildServerException where it does not come up
   */
  protected ChildServer(Launch launch, Redirect errors) {
    this.launch = launch;
    this.errors = errors;
    process = spawn(launch, ANY_PORT, errors);
    endpoint = URI.create("http://127.0.0.1:" + port(launch, process));
  }

  /**
   * From now on it is started again where it ends by itself, at the same port, until the run is
   * over or it has ended too often.
   */
  public final void keepUp(Upkeep upkeep) {
    Thread keeper = new Thread(() -> keep(upkeep, new RestartPolicy()), "keep " + launch.name());
    keeper.setDaemon(true);
    keeper.start();
  }

  private void keep(Upkeep upkeep, RestartPolicy policy) {
    try {
      while (true) {
        int code = process.waitFor();
        Optional<Duration> pause = policy.pauseAfterEnd(System.nanoTime());
        Thread.sleep(pause.orElse(RestartPolicy.FIRST_PAUSE).toMillis());
        if (closed || upkeep.ending().getAsBoolean()) {
          return; // whatever ended the run ended this, too
        }
        String ended = launch.name() + " ended with exit code " + code;
        if (pause.isEmpty()) {
          upkeep.givenUp().accept(ended + ", " + RestartPolicy.TOO_OFTEN);
          return;
        }
        restart(ended, upkeep);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void restart(String ended, Upkeep upkeep) {
    long begin = System.nanoTime();
    try {
      synchronized (this) {
        if (closed) {
          return;
        }
        process = spawn(launch, endpoint.getPort(), errors);
      }
      port(launch, process);
      upkeep.revived().run();
      double seconds = (System.nanoTime() - begin) / 1e9;
      upkeep
          .lines()
          .accept(String.format(Locale.ROOT, "%s; up again after %.1f s", ended, seconds));
    } catch (RuntimeException e) {
      // What came up but cannot be used is of no use: it counts as another end.
      process.destroyForcibly();
      upkeep.lines().accept(ended + "; not up again: " + e.getMessage());
    }
  }

  private static String port(Launch launch, Process process) {
    try {
      // The stream is not closed: the child has its standard output for as long as it lives.
      String port = process.inputReader(StandardCharsets.US_ASCII).readLine();
      if (port == null) {
        throw new ChildServerException(
            launch.name() + " ended with exit code " + process.waitFor() + " before it listened");
      }
      if (!port.matches("\\d+")) {
        throw new ChildServerException(port);
      }
      return port;
    } catch (IOException e) {
      process.destroyForcibly();
      throw new ChildServerException(launch.name() + " did not tell its port", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ChildServerException("interrupted while " + launch.name() + " started", e);
    }
  }

  /** Where it listens, such as {@code http://127.0.0.1:43210}. */
  public URI endpoint() {
    return endpoint;
  }

  /** The child's process, another one after a restart. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
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

  private static Process spawn(Launch launch, int port, Redirect errors) {
    Path ownClasses = classesOf(launch.main());
    Path libraries = libraries(ownClasses, launch.module());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(launch.options());
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            ownClasses.toString(),
            classesOf(ChildServer.class).toString(),
            libraries.resolve("*").toString()));
    command.add(launch.main().getName());
    command.add(Integer.toString(port));
    command.addAll(launch.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
    builder.environment().keySet().removeAll(FOR_THIS_JVM);
    builder.environment().putAll(launch.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ChildServerException(launch.name() + "'s JVM could not be started", e);
    }
  }

  private static Path classesOf(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new ChildServerException("the class path holds a path that is not a URI", e);
    }
  }

  /**
   * The folder with the server's jars, looked for from its classes upwards: they are not shipped,
   * so they are only ever found within a built source tree.
   */
  private static Path libraries(Path ownClasses, Path module) {
    Path wanted = module.resolve("target").resolve("lib");
    for (Path folder = ownClasses; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve(wanted);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    throw new ChildServerException(
        wanted + " is missing above " + ownClasses + "; build " + module + " with Maven");
  }
}
