package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.local.data.DataIdentity;
import dev.tidemark.local.data.ExampleIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * How far a run came, kept beside its tables so that the next one goes on from there.
 *
 * @param dataSet name of the data that the tables are meant for
 * @param fingerprint of that data
 * @param imported whether all of it is in the tables
 * @param model version of the trained model, empty before
 * @param example ids to show in the examples, known once all is imported
 */
record RunState(
    String dataSet, String fingerprint, boolean imported, String model, ExampleIds example) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nothing done yet. */
  static RunState begin(DataIdentity data) {
    return new RunState(data.name(), data.fingerprint(), false, "", new ExampleIds("", ""));
  }

  static Optional<RunState> read(Path file) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), RunState.class));
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read; give another --storage");
    }
  }

  RunState withImported(ExampleIds found) {
    return new RunState(dataSet, fingerprint, true, model, found);
  }

  RunState withModel(String version) {
    return new RunState(dataSet, fingerprint, imported, version, example);
  }

  boolean isComplete(Workspace workspace) {
    return imported && !model.isEmpty() && workspace.hasModel(model);
  }

  /** Replaces the file at once: it is never found half written. */
  void write(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
