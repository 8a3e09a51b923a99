package dev.tidemark.training.job;

import dev.tidemark.model.ModelNotFoundException;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.training.data.TooLittleDataException;
import dev.tidemark.training.fit.DivergedException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;

/** How both jobs of the image end. */
public final class JobFailures {
  /** Exit code where nothing is wrong but that a model needs more data. */
  public static final int TOO_LITTLE_DATA = 3;

  private JobFailures() {}

  /**
   * Runs a job; where it fails in a way that the user can mend, says so in one line.
   *
   * @return the exit code
   * @throws Exception what is a fault of the program
   */
  public static int exitCode(Callable<Integer> job, PrintStream err) throws Exception {
    try {
      return job.call();
    } catch (TooLittleDataException e) {
      err.println(e.getMessage());
      return TOO_LITTLE_DATA;
    } catch (IllegalArgumentException | ModelNotFoundException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    } catch (StoreUnavailableException e) {
      err.println(e.getMessage() + ": " + e.getCause().getMessage());
      return ExitCode.SOFTWARE;
    } catch (ModelPackageException | DivergedException | UncheckedIOException e) {
      err.println(e.getMessage());
      return ExitCode.SOFTWARE;
    } catch (IOException e) { // such as a full disk
      err.println(LocalFiles.describe(e));
      return ExitCode.SOFTWARE;
    }
  }
}
