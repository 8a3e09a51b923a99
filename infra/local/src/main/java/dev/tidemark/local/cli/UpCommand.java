package dev.tidemark.local.cli;

import dev.tidemark.local.data.Delist;
import dev.tidemark.local.run.LocalRun;
import dev.tidemark.local.run.UpOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidemark up}: runs until it is interrupted. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    versionProvider = Tidemark.Version.class,
    description = {
      "Runs the whole product on this machine: imports a data set, trains a model on it and serves"
          + " recommendations over HTTP until Ctrl-C.",
      ""
    },
    footer = {
      "",
      "A data folder holds files of events and items as shops have them, plain or .gz: events*.csv"
          + " and items*.csv, or exports of Amazon Personalize, Gorse, GA4, Segment, Shopify,"
          + " WooCommerce and others, known by their columns. ./tidemark check tells how they are"
          + " read."
    })
final class UpCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec;

  @ParentCommand private Tidemark tidemark;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data set to import. Without it: a simulated shop, or what --storage holds.")
  private Optional<Path> data = Optional.empty();

  @Mixin private MappingOption mapping;

  @Option(
      names = "--delist",
      description =
          "The items of --data are the full catalogue: switches off active items that it lacks,"
              + " unless they are more than half.")
  private boolean delist;

  @Option(names = "--delist-most", description = "The same, however many it lacks.")
  private boolean delistMost;

  @Option(
      names = "--port",
      defaultValue = "3000",
      description =
          "Port of the HTTP API on localhost; 0 = any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--storage",
      paramLabel = "DIR",
      description =
          "Folder for tables, model and logs, from which the next run goes on. Without it: a"
              + " temporary one.")
  private Optional<Path> storage = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the data in training, at most. Default: chosen by the training.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "BEHAVIOUR",
      description =
          "Predict only interactions of this behaviour, such as purchase. Default: all, those that"
              + " tell more counting more.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--catalogue-only",
      description = "Leave items that are in no file of items out of the model.")
  private boolean catalogueOnly;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port " + port + ": give a number from 0 to " + MAX_PORT);
    }
    if (delist() != Delist.NOTHING && data.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--delist: give --data, the folder with the full catalogue");
    }
    if (epochs.filter(number -> number < 1).isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--epochs " + epochs.get() + ": give a number from 1 on");
    }
    LocalRun run =
        tidemark
            .place()
            .run(
                new UpOptions(
                    data, mapping.given(), delist(), port, storage, epochs, target, catalogueOnly),
                spec.commandLine().getOut());
    try {
      run.serve();
    } catch (RuntimeException | IOException e) {
      // After Ctrl-C failures only mean that the parts are gone already: nothing to report.
      if (!run.isStopped()) {
        throw e;
      }
    }
    new CountDownLatch(1).await(); // until Ctrl-C, which ends this JVM
    return CommandLine.ExitCode.OK;
  }

  private Delist delist() {
    if (delistMost) {
      return Delist.ALL;
    }
    return delist ? Delist.UNLESS_MOST : Delist.NOTHING;
  }
}
