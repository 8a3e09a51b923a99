package dev.tidemark.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command as a shell starts it. */
final class TidemarkProcess implements AutoCloseable {
  private static final Path COMMAND = Path.of("..", "..", "tidemark").toAbsolutePath().normalize();

  /** A proxy that is not there, for this machine's addresses, too, and an odd locale. */
  private static final Map<String, String> UNFRIENDLY =
      Map.of(
          "HTTP_PROXY",
          "http://127.0.0.1:9",
          "http_proxy",
          "http://127.0.0.1:9",
          "LC_ALL",
          "C", // as in a bare container
          "JAVA_TOOL_OPTIONS",
          "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9 -Dhttp.nonProxyHosts=shop.example"
              + " -Duser.language=tr -Duser.country=TR");

  private final Process process;
  private final Path output;
  private final Path errors;

  /**
   * @param folder for its output
   */
  TidemarkProcess(Path folder, String... arguments) throws IOException {
    output = Files.createTempFile(folder, "out", ".log");
    errors = Files.createTempFile(folder, "err", ".log");
    // Whoever runs the tests in the background lets all children ignore Ctrl-C.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(COMMAND.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TIDEMARK_BUILD", "never");
    builder.environment().putAll(UNFRIENDLY);
    process =
        builder
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
  }

  List<String> output() {
    return lines(output);
  }

  List<String> errors() {
    return lines(errors).stream().filter(line -> !line.startsWith("Picked up JAVA_")).toList();
  }

  /** Whether such a line comes in time, and before the command ends. */
  boolean printsLineWith(String text, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      boolean ended = !process.isAlive();
      if (output().stream().anyMatch(line -> line.contains(text))) {
        return true;
      }
      if (ended) {
        return false;
      }
      Thread.sleep(50);
    }
    return false;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** As a service manager ends it. */
  void terminate() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
  }

  /** As when the power fails: nothing can be put in order. */
  void kill() {
    process.destroyForcibly();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static List<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
