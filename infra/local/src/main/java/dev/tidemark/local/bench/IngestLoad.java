package dev.tidemark.local.bench;

import dev.tidemark.local.ProgressBar;
import dev.tidemark.local.RunException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends lists at a constant rate, however late earlier answers are (an open loop), and takes the
 * time from when a list was due, not from when it was sent: a stop of the service counts for all
 * that waited meanwhile.
 */
record IngestLoad(IngestPlan plan, ShopSender sender, ProgressBar progress) {
  private static final long LOOK_MS = 200;

  /**
   * Returns when every list was acknowledged or given up.
   *
   * @throws RunException where events were refused, which no retry mends
   */
  Acknowledgements run() throws InterruptedException {
    long[] nanos = new long[plan.lists()];
    AtomicInteger acknowledged = new AtomicInteger();
    List<CompletableFuture<Void>> lists = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      int list = i;
      long due = begin + plan.dueAfter(list);
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      lists.add(
          sender
              .send(list)
              .thenAccept(
                  done -> {
                    if (done) {
                      nanos[list] = System.nanoTime() - due;
                      acknowledged.addAndGet(IngestPlan.LIST);
                    }
                  }));
      progress.update(acknowledged.get());
    }
    await(CompletableFuture.allOf(lists.toArray(CompletableFuture[]::new)), acknowledged);
    progress.finish(acknowledged.get());
    return new Acknowledgements(nanos, System.nanoTime() - begin);
  }

  private void await(CompletableFuture<Void> all, AtomicInteger acknowledged)
      throws InterruptedException {
    while (!all.isDone()) {
      Thread.sleep(LOOK_MS);
      progress.update(acknowledged.get());
    }
    try {
      all.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RunException refused ? refused : e;
    }
  }
}
