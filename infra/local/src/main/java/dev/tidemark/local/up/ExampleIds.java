package dev.tidemark.local.up;

/** A user and an item of the data, for the examples that a run prints. */
record ExampleIds(String user, String item) {}
