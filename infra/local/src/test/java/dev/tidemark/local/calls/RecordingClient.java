package dev.tidemark.local.calls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * AWS's Runtime Interface Client with {@link CallRecorder} beside it. A function that is started
 * with this folder leaves in it what it calls, for {@code .ci/calls.py}.
 */
public final class RecordingClient {
  private static final Path FOLDER = Path.of("target", "recording-client").toAbsolutePath();
  private static final String INTERCEPTORS =
      "software/amazon/awssdk/global/handlers/execution.interceptors";

  private RecordingClient() {}

  /**
   * The folder, the same for all tests.
   *
   * @param client folder of the client alone
   */
  public static synchronized Path of(Path client) {
    try {
      copy(client);
      Path jar = FOLDER.resolve("recorder.jar");
      if (!Files.exists(jar)) {
        pack(jar);
      }
      return FOLDER;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path client) throws IOException {
    Files.walkFileTree(
        client,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path target = FOLDER.resolve(client.relativize(file).toString());
            Files.createDirectories(target.getParent());
            if (!Files.exists(target)) {
              Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void pack(Path jar) throws IOException {
    String name = CallRecorder.class.getName();
    String file = name.replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out);
        InputStream compiled = CallRecorder.class.getResourceAsStream("/" + file)) {
      zip.putNextEntry(new ZipEntry(file));
      compiled.transferTo(zip);
      zip.putNextEntry(new ZipEntry(INTERCEPTORS));
      zip.write(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
  }
}
