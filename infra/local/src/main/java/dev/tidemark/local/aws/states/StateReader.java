package dev.tidemark.local.aws.states;

import dev.tidemark.local.aws.states.State.Recovery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes states from JSON. Whatever is not known is refused by name, never skipped. */
record StateReader(String name) {
  private static final String INPUT = "{% $states.input %}";
  private static final String RESULT = "{% $states.result %}";
  private static final String ERROR = "{% $states.errorOutput %}";

  /** The whole machine. */
  Definition definition(Object json) {
    return whole(json, name, this::machine);
  }

  private Definition machine(StateFields fields) {
    if (!fields.text("QueryLanguage").equals("JSONata")) {
      throw new DefinitionException(name + ".QueryLanguage must be JSONata");
    }
    fields.number("TimeoutSeconds", 0); // ends what hangs in AWS; here Ctrl-C does
    return branch(fields);
  }

  private Definition branch(StateFields fields) {
    String startAt = fields.text("StartAt");
    Map<String, State> states = new HashMap<>();
    if (fields.value("States") instanceof Map<?, ?> all) {
      all.forEach(
          (key, json) -> states.put(key.toString(), whole(json, key.toString(), this::state)));
    }
    return new Definition(startAt, states);
  }

  /** What is read from an object, of which nothing may be left. */
  private static <T> T whole(Object json, String place, Function<StateFields, T> reader) {
    StateFields fields = new StateFields(json, place);
    T read = reader.apply(fields);
    fields.refuseRest();
    return read;
  }

  private static <T> List<T> all(List<?> parts, String place, Function<StateFields, T> reader) {
    return parts.stream().map(part -> whole(part, place, reader)).toList();
  }

  private State state(StateFields fields) {
    String type = fields.text("Type");
    return switch (type) {
      case "Task" -> task(fields);
      case "Parallel" ->
          new State.Parallel(
              all(fields.list("Branches"), "branch", this::branch),
              fields.template("Output", RESULT),
              recovery(fields),
              fields.next());
      case "Choice" ->
          new State.Choice(
              all(fields.list("Choices"), "choice", StateReader::rule), fields.text("Default"));
      case "Wait" -> new State.Wait(fields.template("Seconds"), fields.next());
      case "Pass" -> new State.Pass(fields.template("Output", INPUT), fields.next());
      case "Succeed" -> new State.Succeed(fields.template("Output", INPUT));
      case "Fail" ->
          new State.Fail(fields.template("Error"), fields.template("Cause", "no cause given"));
      default ->
          throw new DefinitionException("the local run does not know states of type " + type);
    };
  }

  private static State task(StateFields fields) {
    fields.number("TimeoutSeconds", 0); // as that of the machine
    return new State.Task(
        fields.text("Resource"),
        fields.template("Arguments", INPUT),
        fields.template("Output", RESULT),
        recovery(fields),
        fields.next());
  }

  private static State.Choice.Rule rule(StateFields fields) {
    return new State.Choice.Rule(fields.template("Condition"), fields.text("Next"));
  }

  private static Recovery recovery(StateFields fields) {
    return new Recovery(
        all(fields.listOrNone("Retry"), "retrier", StateReader::retrier),
        all(fields.listOrNone("Catch"), "catcher", StateReader::catcher));
  }

  /** Defaults are those of the Amazon States Language. */
  private static Recovery.Retrier retrier(StateFields fields) {
    return new Recovery.Retrier(
        fields.texts("ErrorEquals"),
        Duration.ofSeconds((long) fields.number("IntervalSeconds", 1)),
        (int) fields.number("MaxAttempts", 3),
        fields.number("BackoffRate", 2));
  }

  private static Recovery.Catcher catcher(StateFields fields) {
    return new Recovery.Catcher(
        fields.texts("ErrorEquals"), fields.template("Output", ERROR), fields.text("Next"));
  }
}
