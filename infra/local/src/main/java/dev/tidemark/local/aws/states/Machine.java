package dev.tidemark.local.aws.states;

import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.local.aws.states.State.Choice;
import dev.tidemark.local.aws.states.State.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a definition of the Amazon States Language in the calling thread. Branches of a Parallel
 * state run one after the other.
 *
 * @param resources by the name that tasks give
 * @param pause lets time pass
 */
record Machine(
    Definition definition, Map<String, TaskResource> resources, Consumer<Duration> pause) {
  private static final String ALL = "States.ALL";

  /**
   * @throws DefinitionException where a task's resource is not among them
   */
  Machine {
    resources = Map.copyOf(resources);
    check(definition, resources.keySet());
  }

  private static void check(Definition part, Set<String> known) {
    part.states()
        .forEach(
            (name, state) -> {
              if (state instanceof State.Task task && !known.contains(task.resource())) {
                throw new DefinitionException(
                    name + ": the local run does not know the resource " + task.resource());
              }
              if (state instanceof State.Parallel parallel) {
                parallel.branches().forEach(branch -> check(branch, known));
              }
            });
  }

  /** Where an execution begins. */
  StateInput first(Object input) {
    return new StateInput(definition.startAt(), input);
  }

  /**
   * @param from the first state, or any later one of the same execution
   * @param context what {@code $states.context} stands for
   * @param journal is told of each state before anything is done in it
   * @return the execution's output
   * @throws TaskFailedException where the execution fails
   */
  Object run(StateInput from, Map<String, Object> context, Consumer<StateInput> journal) {
    return run(definition, from, context, journal);
  }

  private Object run(
      Definition part, StateInput from, Map<String, Object> context, Consumer<StateInput> journal) {
    StateInput step = from;
    while (true) {
      journal.accept(step);
      StateInput next = pass(part.state(step.state()), step.input(), context);
      if (next.state().isEmpty()) {
        return next.input();
      }
      step = next;
    }
  }

  private StateInput pass(State state, Object input, Map<String, Object> context) {
    Map<String, Object> states = Map.of("input", input, "context", context);
    if (state instanceof State.Task task) {
      return recovering(task.recovery(), states, () -> task(task, states));
    }
    if (state instanceof State.Parallel parallel) {
      return recovering(parallel.recovery(), states, () -> parallel(parallel, states, context));
    }
    if (state instanceof Choice choice) {
      return new StateInput(chosen(choice, states), input);
    }
    if (state instanceof State.Wait wait) {
      if (!(JsonataTemplate.evaluate(wait.seconds(), states) instanceof Number seconds)) {
        throw new TaskFailedException("States.Runtime", "Seconds is not a number");
      }
      pause.accept(Duration.ofSeconds(seconds.longValue()));
      return new StateInput(wait.next(), input);
    }
    if (state instanceof State.Pass pass) {
      return new StateInput(pass.next(), JsonataTemplate.evaluate(pass.output(), states));
    }
    if (state instanceof State.Succeed succeed) {
      return new StateInput("", JsonataTemplate.evaluate(succeed.output(), states));
    }
    State.Fail fail = (State.Fail) state;
    throw new TaskFailedException(
        String.valueOf(JsonataTemplate.evaluate(fail.error(), states)),
        String.valueOf(JsonataTemplate.evaluate(fail.cause(), states)));
  }

  private StateInput task(State.Task task, Map<String, Object> states) {
    StateFields arguments =
        new StateFields(
            JsonataTemplate.evaluate(task.arguments(), states), task.resource() + " arguments");
    Object result = result(task.resource(), arguments);
    return new StateInput(
        task.next(), JsonataTemplate.evaluate(task.output(), with(states, "result", result)));
  }

  private Object result(String resource, StateFields arguments) {
    try {
      return resources.get(resource).call(arguments);
    } catch (TaskFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new TaskFailedException(e);
    }
  }

  private StateInput parallel(
      State.Parallel parallel, Map<String, Object> states, Map<String, Object> context) {
    List<Object> results = new ArrayList<>();
    for (Definition branch : parallel.branches()) {
      StateInput first = new StateInput(branch.startAt(), states.get("input"));
      results.add(run(branch, first, context, step -> {}));
    }
    return new StateInput(
        parallel.next(),
        JsonataTemplate.evaluate(parallel.output(), with(states, "result", results)));
  }

  private static String chosen(Choice choice, Map<String, Object> states) {
    return choice.rules().stream()
        .filter(rule -> Boolean.TRUE.equals(JsonataTemplate.evaluate(rule.condition(), states)))
        .map(Choice.Rule::next)
        .findFirst()
        .orElseGet(choice::otherwise);
  }

  private StateInput recovering(
      Recovery recovery, Map<String, Object> states, Supplier<StateInput> attempt) {
    int[] retries = new int[recovery.retriers().size()];
    while (true) {
      try {
        return attempt.get();
      } catch (TaskFailedException e) {
        Optional<Duration> again = again(recovery.retriers(), retries, e);
        if (again.isEmpty()) {
          return caught(recovery.catchers(), states, e);
        }
        pause.accept(again.get());
      }
    }
  }

  private static Optional<Duration> again(
      List<Recovery.Retrier> retriers, int[] retries, TaskFailedException failure) {
    for (int i = 0; i < retries.length; i++) {
      Recovery.Retrier retrier = retriers.get(i);
      if (matches(retrier.errors(), failure)) {
        if (retries[i] == retrier.attempts()) {
          return Optional.empty();
        }
        double factor = Math.pow(retrier.backoff(), retries[i]++);
        return Optional.of(Duration.ofMillis(Math.round(retrier.interval().toMillis() * factor)));
      }
    }
    return Optional.empty();
  }

  private static StateInput caught(
      List<Recovery.Catcher> catchers, Map<String, Object> states, TaskFailedException failure) {
    Map<String, Object> error = Map.of("Error", failure.error(), "Cause", failure.getMessage());
    return catchers.stream()
        .filter(catcher -> matches(catcher.errors(), failure))
        .findFirst()
        .map(
            catcher ->
                new StateInput(
                    catcher.next(),
                    JsonataTemplate.evaluate(catcher.output(), with(states, "errorOutput", error))))
        .orElseThrow(() -> failure);
  }

  /** {@code States.TaskFailed} stands for every failure but a timeout, as in AWS. */
  private static boolean matches(List<String> errors, TaskFailedException failure) {
    return errors.contains(ALL)
        || errors.contains(TaskFailedException.TASK_FAILED)
        || errors.contains(failure.error());
  }

  private static Map<String, Object> with(Map<String, Object> states, String name, Object value) {
    Map<String, Object> more = new HashMap<>(states);
    more.put(name, value);
    return more;
  }
}
