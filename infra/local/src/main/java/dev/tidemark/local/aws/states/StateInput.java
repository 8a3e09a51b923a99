package dev.tidemark.local.aws.states;

/** A state that an execution has come to, with the state's input. */
record StateInput(String state, Object input) {}
