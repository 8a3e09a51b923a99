package dev.tidemark.local.aws.states;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The states of the Amazon States Language that are executed here. Templates are JSON values whose
 * texts may be expressions, see {@link JsonataTemplate}; a next state without a name means the end.
 */
sealed interface State {

  /** The state that follows where nothing decides otherwise, none by default. */
  default String next() {
    return "";
  }

  /** What is done about failures, nothing by default. */
  default Recovery recovery() {
    return new Recovery(List.of(), List.of());
  }

  /** Names of the states that may come next. */
  default List<String> nexts() {
    return Stream.concat(
            Stream.of(next()), recovery().catchers().stream().map(Recovery.Catcher::next))
        .toList();
  }

  /** Calls a service. */
  record Task(String resource, Object arguments, Object output, Recovery recovery, String next)
      implements State {}

  /** Runs branches that all begin with the state's input. */
  record Parallel(List<Definition> branches, Object output, Recovery recovery, String next)
      implements State {}

  /** Goes on where the first condition holds. */
  record Choice(List<Rule> rules, String otherwise) implements State {
    /**
     * @param condition an expression that comes to true or false
     */
    record Rule(Object condition, String next) {}

    @Override
    public List<String> nexts() {
      return Stream.concat(rules.stream().map(Rule::next), Stream.of(otherwise)).toList();
    }
  }

  /** Lets time pass. */
  record Wait(Object seconds, String next) implements State {}

  /** Reshapes its input. */
  record Pass(Object output, String next) implements State {}

  /** Ends well. */
  record Succeed(Object output) implements State {}

  /** Ends with an error. */
  record Fail(Object error, Object cause) implements State {}

  /** What happens when a state fails: first it is tried again, then another state takes over. */
  record Recovery(List<Retrier> retriers, List<Catcher> catchers) {
    /**
     * Waits {@code interval}, then {@code interval * backoff} and so on, {@code attempts} times.
     */
    record Retrier(List<String> errors, Duration interval, int attempts, double backoff) {}

    /** Goes to another state with an output of its own. */
    record Catcher(List<String> errors, Object output, String next) {}
  }
}
