package dev.tidemark.local;

import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that only its owner reads. */
public record PrivateFile(Path path) {
  /** Makes or replaces it in one step: it is complete and closed to others once it has its name. */
  public void write(String content) throws IOException {
    Path draft = path.resolveSibling(path.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    Files.createFile(draft, OwnAccount.closedFile());
    Files.writeString(draft, content);
    if (Files.isDirectory(path)) {
      LocalFiles.setAside(path);
    }
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
