package dev.tidemark.store;

import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * With SnapStart a function starts while it is being created, when the policy of its role, as new
 * as itself, may not have spread to everywhere. What is denied then is asked for again.
 */
public final class NewRole {
  private static final int PAUSES = 30;
  private static final long PAUSE_MS = 1000;
  private static final Set<String> DENIALS = Set.of("AccessDenied", "AccessDeniedException");

  private NewRole() {}

  /**
   * @param call is made again for half a minute while AWS denies it
   */
  public static <T> T patiently(Supplier<T> call) {
    return patiently(call, NewRole::pause);
  }

  static <T> T patiently(Supplier<T> call, BooleanSupplier pause) {
    for (int pauses = 0; ; pauses++) {
      try {
        return call.get();
      } catch (RuntimeException e) {
        if (!isDenial(e) || pauses == PAUSES || !pause.getAsBoolean()) {
          throw e;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isDenial(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AwsServiceException e
          && e.awsErrorDetails() != null
          && DENIALS.contains(e.awsErrorDetails().errorCode())) {
        return true;
      }
    }
    return false;
  }
}
