package dev.tidemark.local.aws.states;

import dev.tidemark.local.aws.states.State.Recovery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Makes states from JSON. Whatever is not known is refused by name, never skipped. */
record StateReader(String name) {
  private static final String INPUT = "{% $states.input %}";
  private static final String RESULT = "{% $states.result %}";
  private static final String ERROR = "{% $states.errorOutput %}";

  /** The whole machine. */
  Definition definition(Object json) {
    StateFields fields = new StateFields(json, name);
    if (!fields.text("QueryLanguage").equals("JSONata")) {
      throw new DefinitionException(name + ".QueryLanguage must be JSONata");
    }
    fields.number("TimeoutSeconds", 0); // ends what hangs in AWS; here Ctrl-C does
    return branch(fields);
  }

  private Definition branch(StateFields fields) {
    String startAt = fields.text("StartAt");
    Map<String, State> states = new LinkedHashMap<>();
    if (fields.value("States") instanceof Map<?, ?> all) {
      all.forEach(
          (key, json) -> states.put(key.toString(), whole(json, key.toString(), this::state)));
    }
    fields.refuseRest();
    return new Definition(startAt, states);
  }

  /** What is read from an object, of which nothing may be left. */
  private static <T> T whole(Object json, String place, Function<StateFields, T> reader) {
    StateFields fields = new StateFields(json, place);
    T read = reader.apply(fields);
    fields.refuseRest();
    return read;
  }

  private State state(StateFields fields) {
    String type = fields.text("Type");
    return switch (type) {
      case "Task" -> task(fields);
      case "Parallel" ->
          new State.Parallel(
              fields.list("Branches").stream()
                  .map(branch -> branch(new StateFields(branch, "branch")))
                  .toList(),
              fields.template("Output", RESULT),
              recovery(fields),
              fields.next());
      case "Choice" ->
          new State.Choice(
              fields.list("Choices").stream().map(this::rule).toList(), fields.text("Default"));
      case "Wait" -> new State.Wait(fields.template("Seconds"), fields.next());
      case "Pass" -> new State.Pass(fields.template("Output", INPUT), fields.next());
      case "Succeed" -> new State.Succeed(fields.template("Output", INPUT));
      case "Fail" ->
          new State.Fail(fields.template("Error"), fields.template("Cause", "no cause given"));
      default ->
          throw new DefinitionException("the local run does not know states of type " + type);
    };
  }

  private State task(StateFields fields) {
    fields.number("TimeoutSeconds", 0); // as that of the machine
    return new State.Task(
        fields.text("Resource"),
        fields.template("Arguments", INPUT),
        fields.template("Output", RESULT),
        recovery(fields),
        fields.next());
  }

  private State.Choice.Rule rule(Object json) {
    return whole(
        json,
        "choice",
        fields -> new State.Choice.Rule(fields.template("Condition"), fields.text("Next")));
  }

  private Recovery recovery(StateFields fields) {
    return new Recovery(
        fields.listOrNone("Retry").stream().map(this::retrier).toList(),
        fields.listOrNone("Catch").stream().map(this::catcher).toList());
  }

  /** Defaults are those of the Amazon States Language. */
  private Recovery.Retrier retrier(Object json) {
    return whole(
        json,
        "retrier",
        fields ->
            new Recovery.Retrier(
                fields.texts("ErrorEquals"),
                Duration.ofSeconds((long) fields.number("IntervalSeconds", 1)),
                (int) fields.number("MaxAttempts", 3),
                fields.number("BackoffRate", 2)));
  }

  private Recovery.Catcher catcher(Object json) {
    return whole(
        json,
        "catcher",
        fields ->
            new Recovery.Catcher(
                fields.texts("ErrorEquals"),
                fields.template("Output", ERROR),
                fields.text("Next")));
  }
}
