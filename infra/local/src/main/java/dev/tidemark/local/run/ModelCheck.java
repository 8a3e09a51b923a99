package dev.tidemark.local.run;

import dev.tidemark.model.DamagedPromotionException;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.OtherFormatException;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.store.files.LocalFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what is wrong with the model that is to serve. The function that serves goes on by itself.
 *
 * @param folder holds a folder for each version
 */
record ModelCheck(ModelRegistry models, Path folder) {

  static ModelCheck in(Path storage) {
    return new ModelCheck(new ModelRegistry(new LocalFolder(storage)), storage.resolve("models"));
  }

  /** Each names what is damaged, the remedy, and what is answered meanwhile. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    try {
      models.promotion();
    } catch (DamagedPromotionException | UncheckedIOException e) {
      notes.add("Note: " + e.getMessage());
    }
    String champion = models.champion();
    if (!champion.isEmpty()) {
      check(champion, notes);
    }
    return notes;
  }

  private void check(String champion, List<String> notes) {
    try {
      PackageFiles.verify(folder.resolve(champion));
    } catch (OtherFormatException e) {
      notes.add("Note: " + e.getMessage() + "; until then the answers are what is popular");
    } catch (ModelPackageException e) {
      notes.add(
          "Note: in "
              + folder.resolve(champion)
              + ", "
              + e.getMessage()
              + " (./tidemark train); until then the model before it answers, or what is popular");
    }
  }
}
