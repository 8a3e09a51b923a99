package dev.tidemark.local;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Everything that must end with the run, ended in the reverse order of its start. Safe for use by
 * several threads: a shutdown hook may close it while the run still starts something.
 */
public final class Closeables implements AutoCloseable {
  private final Deque<Runnable> endings = new ArrayDeque<>();
  private boolean closed;

  /** The action runs at the end, at once where the end has come already. */
  public void add(Runnable ending) {
    synchronized (this) {
      if (!closed) {
        endings.push(ending);
        return;
      }
    }
    ending.run();
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    while (true) {
      Runnable ending;
      synchronized (this) {
        closed = true;
        ending = endings.poll();
      }
      if (ending == null) {
        return;
      }
      ending.run();
    }
  }
}
