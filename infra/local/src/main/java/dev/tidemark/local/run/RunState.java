package dev.tidemark.local.run;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidemark.local.KeptFile;
import dev.tidemark.local.data.DataIdentity;
import dev.tidemark.local.data.DataSize;
import dev.tidemark.local.data.ExampleIds;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far a run came, kept beside its tables so that the next one goes on from there.
 *
 * @param dataSet name of the data that the tables are meant for
 * @param fingerprint of that data
 * @param imported whether all of it is in the tables
 * @param model version of the trained model, empty before
 * @param example ids to show in the examples, known once all is imported; blank = not known
 * @param userKey tells the key of the pseudonyms from others; blank = not known
 * @param size of that data, known once all is imported
 */
record RunState(
    String dataSet,
    String fingerprint,
    boolean imported,
    String model,
    ExampleIds example,
    String userKey,
    DataSize size) {
  private static final ExampleIds NO_EXAMPLE = new ExampleIds("", "");
  private static final String REMEDY =
      "tables and models are as they were; if an import was interrupted, give its --data again";

  /** What older code has not kept is blank. */
  RunState {
    Objects.requireNonNull(dataSet);
    Objects.requireNonNull(fingerprint);
    Objects.requireNonNull(model);
    Objects.requireNonNull(example);
    userKey = Objects.requireNonNullElse(userKey, "");
    size = Objects.requireNonNullElse(size, DataSize.UNKNOWN);
  }

  /** Nothing done yet. */
  static RunState begin(DataIdentity data) {
    return new RunState(
        data.name(), data.fingerprint(), false, "", NO_EXAMPLE, "", DataSize.UNKNOWN);
  }

  /** The tables are there, and what was kept of them is lost. */
  static RunState recovered(String model) {
    return new RunState("tables", "", true, model, NO_EXAMPLE, "", DataSize.UNKNOWN);
  }

  /**
   * @param lines gets a line where the file is damaged
   */
  static Optional<RunState> read(Path file, Consumer<String> lines) {
    return kept(file).read(lines, REMEDY);
  }

  private static KeptFile<RunState> kept(Path file) {
    return new KeptFile<>(file, new TypeReference<>() {});
  }

  /** The same data set with other rows, which are still to be imported. */
  RunState withChanged(DataIdentity data) {
    return new RunState(dataSet, data.fingerprint(), false, model, example, userKey, size);
  }

  RunState withImported(ExampleIds found, DataSize imported) {
    return new RunState(dataSet, fingerprint, true, model, found, userKey, imported);
  }

  RunState notImported() {
    return new RunState(dataSet, fingerprint, false, model, example, userKey, size);
  }

  RunState withModel(String version) {
    return new RunState(dataSet, fingerprint, imported, version, example, userKey, size);
  }

  RunState withUserKey(String found) {
    return new RunState(dataSet, fingerprint, imported, model, example, found, size);
  }

  boolean isComplete(Workspace workspace) {
    return imported && !model.isEmpty() && workspace.hasModel(model);
  }

  /**
   * @throws dev.tidemark.local.RunException where it cannot be written
   */
  void write(Path file) {
    kept(file).write(this);
  }
}
