package dev.tidemark.servers.child;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a run does about a server that ends by itself.
 *
 * @param ending whether the run itself ends, of which the server's end is only the consequence
 * @param lines gets one for each restart
 * @param revived runs when the server answers again, at its old place and with nothing of what it
 *     had in memory; where it fails, the server is started once more
 * @param givenUp gets the reason, one line, where the server cannot be kept up
 */
public record Upkeep(
    BooleanSupplier ending, Consumer<String> lines, Runnable revived, Consumer<String> givenUp) {}
