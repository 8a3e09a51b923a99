package dev.tidemark.local.run;

import dev.tidemark.local.Console;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Lines about training: to the console and to everybody who listens. */
final class TrainingLog implements Consumer<String> {
  private final Console console;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  TrainingLog(Console console) {
    this.console = console;
  }

  @Override
  public void accept(String line) {
    console.line(line);
    listeners.forEach(listener -> listener.accept(line));
  }

  void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  void forget(Consumer<String> listener) {
    listeners.remove(listener);
  }
}
