package dev.tidemark.lambda;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/** Registers what a function does before Lambda takes its snapshot and after it is restored. */
public final class SnapStart {
  /**
   * The context itself only holds weak references: a hook would vanish with the next collection.
   */
  private static final Queue<Resource> REGISTERED = new ConcurrentLinkedQueue<>();

  private SnapStart() {}

  /**
   * @param beforeCheckpoint where it throws, the version is not published
   * @param afterRestore has 10 seconds
   */
  public static void register(Runnable beforeCheckpoint, Runnable afterRestore) {
    register(Core.getGlobalContext(), beforeCheckpoint, afterRestore);
  }

  static void register(
      Context<Resource> context, Runnable beforeCheckpoint, Runnable afterRestore) {
    Hooks hooks = new Hooks(beforeCheckpoint, afterRestore);
    REGISTERED.add(hooks);
    context.register(hooks);
  }

  private record Hooks(Runnable before, Runnable after) implements Resource {
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      before.run();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      after.run();
    }
  }
}
