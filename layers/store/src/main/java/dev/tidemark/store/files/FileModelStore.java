package dev.tidemark.store.files;

import static dev.tidemark.store.files.ModelFiles.MANIFEST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Models below a folder of this machine. One writer at a time, any number of readers. */
public final class FileModelStore implements ModelStore {
  private final Path models;

  /**
   * @param root the folder that holds {@code models/}, or will
   */
  public FileModelStore(Path root) {
    models = root.resolve(ModelFiles.FOLDER);
  }

  @Override
  public List<String> versions() {
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(models)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> ModelFiles.isVersion(name) && isComplete(name))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path fetch(String version, Path into) {
    if (!isComplete(ModelFiles.check(version))) {
      throw new ModelNotFoundException("there is no complete model " + version + " in " + models);
    }
    Path target = into.resolve(version);
    copy(models.resolve(version), target);
    return target;
  }

  @Override
  public void publish(String version, Path packageFolder) {
    if (isComplete(ModelFiles.check(version))) {
      throw ModelFiles.alreadyPublished(version);
    }
    deleteWhatIsLeft(models.resolve(version));
    copy(packageFolder, models.resolve(version));
  }

  private boolean isComplete(String version) {
    return Files.isRegularFile(models.resolve(version).resolve(MANIFEST));
  }

  private static void copy(Path from, Path to) {
    try {
      for (Path file : ModelFiles.of(from)) {
        Path target = to.resolve(file);
        Files.createDirectories(target.getParent());
        // A reader sees a file wholly or not at all: a half-written manifest would mean complete.
        Path partial = target.resolveSibling(target.getFileName() + ".part");
        Files.copy(from.resolve(file), partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the files of a publication that was broken off. */
  private static void deleteWhatIsLeft(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
