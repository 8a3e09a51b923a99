package dev.tidemark.local.run;

import dev.tidemark.data.format.Given;
import dev.tidemark.local.data.Delist;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param data folder to import; empty = the simulated shop, or what is stored already
 * @param given what the user says of its files
 * @param delist what of the catalogue the data set lacks
 * @param port 0 = any free one
 * @param storage folder that lasts; empty = a temporary one
 * @param epochs of training; empty = as the training job thinks fit
 * @param target the only behaviour to predict; empty = all
 * @param catalogueOnly whether items that the catalogue lacks are left out of the model
 */
public record UpOptions(
    Optional<Path> data,
    Given given,
    Delist delist,
    int port,
    Optional<Path> storage,
    Optional<Integer> epochs,
    Optional<String> target,
    boolean catalogueOnly) {

  private static final String SEED = "1";

  /** What the training job is told of it. */
  List<String> jobArguments() {
    List<String> arguments = new ArrayList<>(List.of("--seed", SEED));
    epochs.ifPresent(number -> arguments.addAll(List.of("--epochs", Integer.toString(number))));
    target.ifPresent(behaviour -> arguments.addAll(List.of("--target", behaviour)));
    if (catalogueOnly) {
      arguments.add("--catalogue-only");
    }
    return arguments;
  }
}
