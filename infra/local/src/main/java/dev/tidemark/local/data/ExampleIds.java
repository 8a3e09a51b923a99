package dev.tidemark.local.data;

/** A user and an item of the data, for the examples that a run prints. */
public record ExampleIds(String user, String item) {}
