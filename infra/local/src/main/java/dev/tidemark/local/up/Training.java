package dev.tidemark.local.up;

import dev.tidemark.local.runtime.LogTail;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs the training job in a JVM of its own and passes its progress on. */
final class Training {
  private static final String MAIN_CLASS = "dev.tidemark.training.TrainingJob";
  private static final String MODEL_LINE = "model ";
  private static final long SEED = 1;
  private static final int BAD_INPUT = 2;

  private final Path job;
  private final Map<String, String> libraries;
  private final Console console;
  private final Closeables closeables;

  /**
   * @param job the built folder of the training job
   * @param libraries environment variables that tell where the native libraries are
   */
  Training(Path job, Map<String, String> libraries, Console console, Closeables closeables) {
    this.job = job;
    this.libraries = Map.copyOf(libraries);
    this.console = console;
    this.closeables = closeables;
  }

  /**
   * @param target the only behaviour to predict
   * @return the version of the new model
   * @throws UsageException where the data is not enough for a model
   * @throws RunException where the job fails
   */
  String run(Workspace workspace, OptionalInt epochs, Optional<String> target) throws IOException {
    Path log = workspace.logs().resolve("training.log");
    Path errors = workspace.logs().resolve("training.err.log");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--export", workspace.export().toString()));
    arguments.addAll(List.of("--models", workspace.folder().toString()));
    arguments.addAll(List.of("--seed", Long.toString(SEED)));
    arguments.addAll(List.of("--checkpoint", workspace.checkpoint().toString()));
    epochs.ifPresent(number -> arguments.addAll(List.of("--epochs", Integer.toString(number))));
    target.ifPresent(behaviour -> arguments.addAll(List.of("--target", behaviour)));
    ProcessBuilder builder =
        JobProcess.of(job, libraries, MAIN_CLASS, arguments).redirectError(errors.toFile());
    Process process = builder.start();
    closeables.add(process::destroyForcibly);
    String version = follow(process, log);
    return checked(process, version, errors);
  }

  private String follow(Process process, Path log) throws IOException {
    String version = "";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter copy = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        if (line.startsWith(MODEL_LINE)) {
          version = line.substring(MODEL_LINE.length()).strip();
        } else {
          console.line("  " + line);
        }
      }
    }
    return version;
  }

  private static String checked(Process process, String version, Path errors) throws IOException {
    try {
      int code = process.waitFor();
      if (code == 0 && !version.isEmpty()) {
        return version;
      }
      if (code == BAD_INPUT) {
        throw new UsageException(Files.readString(errors).strip());
      }
      throw new RunException(
          String.format(
              "training ended with exit code %d and %s%nLog: %s%n%s",
              code,
              version.isEmpty() ? "without a model" : "model " + version,
              errors,
              LogTail.of(errors)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted", e);
    }
  }
}
