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
import java.util.ArrayList;
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

  /** The same, whose lines somebody else gets. */
  public TrainingRunner telling(Consumer<String> other) {
    return new TrainingRunner(job, logs, other, closeables);
  }

  /**
   * Trains.
   *
   * @return the version of the new model
   * @throws UsageException where what the user gave cannot be used
   * @throws TooLittleDataException where the data is not enough for a model
   * @throws RunException where the job fails
   */
  public String run(List<String> arguments) throws IOException {
    String[] version = {""};
    run(
        "training",
        arguments,
        line -> {
          if (line.startsWith(MODEL_LINE)) {
            version[0] = line.substring(MODEL_LINE.length()).strip();
          } else {
            progress.accept("  " + line);
          }
        });
    if (version[0].isEmpty()) {
      throw new RunException("training ended without a model; its log is in " + logs);
    }
    return version[0];
  }

  /**
   * Recommends for all users instead.
   *
   * @throws UsageException where what the user gave cannot be used
   * @throws RunException where the job fails
   */
  public void recommend(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("batch"));
    command.addAll(arguments);
    run("batch", command, line -> progress.accept("  " + line));
  }

  private void run(String name, List<String> arguments, Consumer<String> lines) throws IOException {
    Files.createDirectories(logs);
    Path errors = logs.resolve(name + ".err.log");
    Process process = job.of(MAIN_CLASS, arguments).redirectError(errors.toFile()).start();
    closeables.add(process::destroyForcibly);
    follow(process, logs.resolve(name + ".log"), lines);
    check(process, name, errors);
  }

  private static void follow(Process process, Path log, Consumer<String> sink) throws IOException {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter copy = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        sink.accept(line);
      }
    }
  }

  private static void check(Process process, String name, Path errors) throws IOException {
    try {
      int code = process.waitFor();
      if (code == 0) {
        return;
      }
      if (code == BAD_INPUT) {
        throw new UsageException(Files.readString(errors).strip());
      }
      if (code == TOO_LITTLE_DATA) {
        throw new TooLittleDataException(Files.readString(errors).strip());
      }
      throw new RunException(
          String.format(
              "%s ended with exit code %d%nLog: %s%n%s", name, code, errors, LogTail.of(errors)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted", e);
    }
  }
}
