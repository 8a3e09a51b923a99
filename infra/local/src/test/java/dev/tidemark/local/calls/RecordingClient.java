package dev.tidemark.local.calls;

import dev.tidemark.store.calls.CallRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * AWS's Runtime Interface Client with {@link CallRecorder} beside it: a function that is started
 * with this folder leaves in it what it calls.
 */
public final class RecordingClient {
  private static final Path FOLDER = Path.of("target", "recorded-calls").toAbsolutePath();

  private RecordingClient() {}

  /**
   * The folder, the same for all tests.
   *
   * @param client folder of the client alone
   */
  public static synchronized Path of(Path client) {
    try {
      copy(client);
      CallRecorder.pack(FOLDER);
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
              Files.copy(file, target);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
