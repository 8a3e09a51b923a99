package dev.tidemark.local;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidemark.model.SealedJson;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file in which a run keeps a record for the next one. It tells whether it is as it was written,
 * and one that is not is set aside: no run ends for it, and nothing in it is lost.
 */
public record KeptFile<T>(Path file, TypeReference<T> type) {

  /**
   * Empty where there is none, or none that can be used.
   *
   * @param lines gets a line where the file is damaged
   * @param remedy what is done without it, and what to do, as the end of that line
   * @throws UsageException where it may not be read
   */
  public Optional<T> read(Consumer<String> lines, String remedy) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Optional<T> kept =
          Files.isRegularFile(file)
              ? SealedJson.open(Files.readAllBytes(file), type)
              : Optional.empty();
      if (kept.isEmpty()) {
        Path aside = LocalFiles.setAside(file);
        lines.accept(
            file
                + " is damaged (empty, cut short or altered) and now lies at "
                + aside.getFileName()
                + ": "
                + remedy);
      }
      return kept;
    } catch (IOException e) {
      throw new UsageException(
          file
              + " cannot be used: "
              + LocalFiles.reason(e)
              + "; let this account read and write it");
    }
  }

  /**
   * @throws RunException where it cannot be written, such as on a full disk; what was in it before
   *     is kept
   */
  public void write(T value) {
    try {
      LocalFiles.replace(file, out -> out.write(SealedJson.bytes(value)));
    } catch (IOException e) {
      throw new RunException(e.getMessage(), e);
    }
  }
}
