package dev.tidemark.local.aws;

import dev.tidemark.local.Closeables;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What stand-ins have of the run that they belong to.
 *
 * @param log gets a line for what fails
 * @param closeables what must end with the run
 */
public record Host(Clock clock, Consumer<String> log, Closeables closeables) {}
