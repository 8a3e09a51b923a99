package dev.tidemark.lambda;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/** Registers what a function does before Lambda takes its snapshot. */
public final class SnapStart {
  /**
   * The context itself only holds weak references: a hook would vanish with the next collection.
   */
  private static final Queue<Resource> REGISTERED = new ConcurrentLinkedQueue<>();

  private SnapStart() {}

  /**
   * @param beforeCheckpoint where it throws, the version is not published
   */
  public static void register(Runnable beforeCheckpoint) {
    register(Core.getGlobalContext(), beforeCheckpoint);
  }

  static void register(Context<Resource> context, Runnable beforeCheckpoint) {
    Hook hook = new Hook(beforeCheckpoint);
    REGISTERED.add(hook);
    context.register(hook);
  }

  private record Hook(Runnable before) implements Resource {
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      before.run();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      // Nothing: clients connect again by themselves.
    }
  }
}
