package dev.tidemark.local.aws.states;

/** A state machine's definition is wrong, or asks for what the local run does not know. */
public final class DefinitionException extends RuntimeException {
  public DefinitionException(String message) {
    super(message);
  }
}
