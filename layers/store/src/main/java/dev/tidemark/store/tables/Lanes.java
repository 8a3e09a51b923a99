package dev.tidemark.store.tables;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * How many calls of one batch run side by side. Threads of several lanes end by themselves a moment
 * after the last call, so there is nothing to close, and none outlives a batch in its work: a
 * snapshot holds idle threads at most. Safe for use by several threads.
 */
public record Lanes(Executor executor) {
  /** The JDK's HTTP client keeps so many connections to a host open; more would be made anew. */
  private static final int CONNECTIONS = 5;

  private static final Duration IDLE = Duration.ofSeconds(5);

  /** One call after the other, in the caller's thread. */
  public static Lanes one() {
    return new Lanes(Runnable::run);
  }

  /** As many side by side as there are connections that stay open. */
  public static Lanes several() {
    return of(CONNECTIONS);
  }

  /** As many side by side as are given. */
  public static Lanes of(int count) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "lane");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return new Lanes(pool);
  }

  /** The answers in the order of the parts; returns or throws only when every call has ended. */
  public <T, R> List<R> each(List<T> parts, Function<T, R> call) {
    if (parts.size() == 1) {
      return List.of(call.apply(parts.get(0)));
    }
    List<CompletableFuture<R>> calls =
        parts.stream()
            .map(part -> CompletableFuture.supplyAsync(() -> call.apply(part), executor))
            .toList();
    try {
      CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
      return calls.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }
}
