package dev.tidemark.local.aws.states;

/** A state that an execution has come to, with the state's input. */
record Step(String state, Object input) {}
