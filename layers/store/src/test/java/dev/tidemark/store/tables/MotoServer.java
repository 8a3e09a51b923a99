package dev.tidemark.store.tables;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tidemark.store.AwsClients;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * AWS's services as moto imitates them, in a process of its own on the loopback interface; one for
 * all tests of a JVM, and it ends with it. A test that asks for it is skipped on machines without
 * moto. Tests of what LocalStack does, too, ask {@link AwsEndpoint}.
 */
public final class MotoServer {
  public static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private static final Pattern ADDRESS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static final List<String> ARGUMENTS = List.of("-H", "127.0.0.1", "-p", "0");

  private static URI endpoint;

  private MotoServer() {}

  /** Where it listens; aborts the test, as skipped, where moto is not installed. */
  public static synchronized URI endpoint() {
    if (endpoint == null) {
      endpoint = start(command());
    }
    return endpoint;
  }

  /** A client of its S3, to be closed by the caller. */
  public static S3Client s3(ExecutionInterceptor... interceptors) {
    return AwsClients.s3Builder()
        .endpointOverride(endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(it -> List.of(interceptors).forEach(it::addExecutionInterceptor))
        .build();
  }

  private static List<String> command() {
    if (isOnPath("moto_server")) {
      return Stream.concat(Stream.of("moto_server"), ARGUMENTS.stream()).toList();
    }
    if (isOnPath("python3") && succeeds("python3", "-c", "import moto.server")) {
      return Stream.concat(Stream.of("python3", "-m", "moto.server"), ARGUMENTS.stream()).toList();
    }
    return abort(
        "no AWS_ENDPOINT_URL, no Docker for LocalStack, and neither moto_server nor python3 with the"
            + " module moto.server is there; do: pip install 'moto[server]'");
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(20, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static URI start(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      StringBuilder printed = new StringBuilder();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        printed.append(line).append('\n');
        Matcher address = ADDRESS.matcher(line);
        if (address.find()) {
          drain(output);
          return URI.create(address.group(1));
        }
      }
      return fail("%s ended before it listened: %s", command, printed);
    } catch (IOException e) {
      return fail("moto could not be started", e);
    }
  }

  /** It logs every request; a full pipe would stop it. */
  private static void drain(BufferedReader output) {
    Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "moto-log");
    reader.setDaemon(true);
    reader.start();
  }
}
