package dev.tidemark.local.run;

import dev.tidemark.local.LocalJson;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.data.DataIdentity;
import dev.tidemark.local.data.ExampleIds;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Nothing done yet. */
  static RunState begin(DataIdentity data) {
    return new RunState(data.name(), data.fingerprint(), false, "", new ExampleIds("", ""));
  }

  static Optional<RunState> read(Path file) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalJson.MAPPER.readValue(file.toFile(), RunState.class));
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

  void write(Path file) throws IOException {
    LocalFiles.replace(file, out -> out.write(LocalJson.readable(this)));
  }
}
