package dev.tidemark.local.aws;

/** What a state machine gives to a task; each field is to be asked for, the rest is refused. */
public interface TaskArguments {
  Object value(String name);

  String text(String name);

  /** The fields of an object in this one. */
  TaskArguments fields(String name);

  /** To be called when all that is known has been asked for. */
  void refuseRest();
}
