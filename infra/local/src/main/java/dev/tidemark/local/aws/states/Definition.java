package dev.tidemark.local.aws.states;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * States and the one that comes first: a state machine or a branch of one. Every next state is
 * there, and every state can be reached.
 */
public record Definition(String startAt, Map<String, State> states) {

  public Definition {
    states = Map.copyOf(states);
    Set<String> reached = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(Set.of(startAt));
    while (!left.isEmpty()) {
      String name = left.pop();
      if (!states.containsKey(name)) {
        throw new DefinitionException("there is no state '" + name + "' to go to");
      }
      if (reached.add(name)) {
        states.get(name).nexts().stream().filter(next -> !next.isEmpty()).forEach(left::push);
      }
    }
    Set<String> unreached = new TreeSet<>(states.keySet());
    unreached.removeAll(reached);
    if (!unreached.isEmpty()) {
      throw new DefinitionException("nothing leads to the states " + unreached);
    }
  }

  /**
   * @throws TaskFailedException where it is not there any more, as an older definition knew it
   */
  State state(String name) {
    if (!states.containsKey(name)) {
      throw new TaskFailedException("States.Runtime", "there is no state '" + name + "' any more");
    }
    return states.get(name);
  }
}
