package dev.tidemark.local.cli;

import picocli.CommandLine.Option;

/** The option that tells which running {@code up} is meant. */
final class RunningPort {
  @Option(
      names = "--port",
      defaultValue = "3000",
      description = "Port that 'tidemark up' serves at. Default: ${DEFAULT-VALUE}.")
  private int port;

  int port() {
    return port;
  }
}
