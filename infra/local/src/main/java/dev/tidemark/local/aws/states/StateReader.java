package dev.tidemark.local.aws.states;

import dev.tidemark.local.aws.states.State.Recovery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    asMap(fields.value("States"))
        .forEach((state, json) -> states.put(state, state(new StateFields(json, state))));
    fields.refuseRest();
    return new Definition(startAt, states);
  }

  private Map<String, Object> asMap(Object json) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (json instanceof Map<?, ?> states) {
      states.forEach((key, value) -> map.put(String.valueOf(key), value));
    }
    return map;
  }

  private State state(StateFields fields) {
    String type = fields.text("Type");
    State state =
        switch (type) {
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
    fields.refuseRest();
    return state;
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
    StateFields fields = new StateFields(json, "choice");
    State.Choice.Rule rule =
        new State.Choice.Rule(fields.template("Condition"), fields.text("Next"));
    fields.refuseRest();
    return rule;
  }

  private Recovery recovery(StateFields fields) {
    return new Recovery(
        fields.listOrNone("Retry").stream().map(this::retrier).toList(),
        fields.listOrNone("Catch").stream().map(this::catcher).toList());
  }

  /** Defaults are those of the Amazon States Language. */
  private Recovery.Retrier retrier(Object json) {
    StateFields fields = new StateFields(json, "retrier");
    List<String> errors = fields.texts("ErrorEquals");
    Recovery.Retrier retrier =
        new Recovery.Retrier(
            errors,
            Duration.ofSeconds((long) fields.number("IntervalSeconds", 1)),
            (int) fields.number("MaxAttempts", 3),
            fields.number("BackoffRate", 2));
    fields.refuseRest();
    return retrier;
  }

  private Recovery.Catcher catcher(Object json) {
    StateFields fields = new StateFields(json, "catcher");
    Recovery.Catcher catcher =
        new Recovery.Catcher(
            fields.texts("ErrorEquals"), fields.template("Output", ERROR), fields.text("Next"));
    fields.refuseRest();
    return catcher;
  }
}
