package dev.tidemark.ingest;

/**
 * An entry of a list or a file.
 *
 * @param place what comes later has a greater one: the position in the list or the line of the file
 */
public record Placed<T>(long place, T entry) {}
