package dev.tidemark.local.aws.batch;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.RunException;
import dev.tidemark.local.TooLittleDataException;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.LogTail;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the training job in a JVM of its own and passes its progress on.
 *
 * @param job the built training job
 * @param progress gets the lines that the job prints
 */
public record TrainingRunner(
    JobProcess job, Path logs, Consumer<String> progress, Closeables closeables) {
  private static final String MAIN_CLASS = "dev.tidemark.training.TrainingJob";
  private static final String MODEL_LINE = "model ";
  private static final int BAD_INPUT = 2;
  private static final int TOO_LITTLE_DATA = 3;

  /**
   * @return the version of the new model
   * @throws UsageException where what the user gave cannot be used
   * @throws TooLittleDataException where the data is not enough for a model
   * @throws RunException where the job fails
   */
  public String run(List<String> arguments) throws IOException {
    Files.createDirectories(logs);
    Path log = logs.resolve("training.log");
    Path errors = logs.resolve("training.err.log");
    Process process = job.of(MAIN_CLASS, arguments).redirectError(errors.toFile()).start();
    closeables.add(process::destroyForcibly);
    return checked(process, follow(process, log), errors);
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
          progress.accept("  " + line);
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
      if (code == TOO_LITTLE_DATA) {
        throw new TooLittleDataException(Files.readString(errors).strip());
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
