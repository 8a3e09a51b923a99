package dev.tidemark.data.folder;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.format.DataFile;
import dev.tidemark.data.format.Given;
import dev.tidemark.data.text.Decompression;
import dev.tidemark.data.text.HeadStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a data folder and how it is read.
 *
 * @param path where it is
 */
record Source(Path path, DataFile file) {

  /** Reads with a file from its beginning. */
  @FunctionalInterface
  interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  /**
   * @throws DatasetException where it cannot be read, or its format is not known
   */
  static Source of(Path path, DataFile.Wanted wanted, Given given) {
    String name = path.getFileName().toString();
    return read(path, in -> new Source(path, DataFile.of(name, new HeadStream(in), wanted, given)));
  }

  String name() {
    return path.getFileName().toString();
  }

  /**
   * @throws DatasetException where it cannot be read to its end
   */
  <T> T read(Reading<T> reading) {
    return read(path, reading);
  }

  private static <T> T read(Path path, Reading<T> reading) {
    try (InputStream in = Decompression.of(Files.newInputStream(path))) {
      return reading.from(in);
    } catch (IOException e) {
      throw new DatasetException(path + " cannot be read to its end: " + reason(e), e);
    }
  }

  /** Some exceptions say nothing but the file's name, or nothing at all. */
  private static String reason(IOException e) {
    return e.getMessage() == null || e instanceof FileSystemException
        ? e.getClass().getSimpleName()
        : e.getMessage();
  }
}
