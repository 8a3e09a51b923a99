package dev.tidemark.store;

import dev.tidemark.store.tables.Backoff;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * With SnapStart a function starts while it is being created, when the policy of its role, as new
 * as itself, may not have spread to everywhere. What is denied then is asked for again.
 */
public final class NewRole {
  private static final Duration SPREAD = Duration.ofSeconds(30);
  private static final Set<String> DENIALS = Set.of("AccessDenied", "AccessDeniedException");

  private NewRole() {}

  /**
   * @param call is made again for half a minute while AWS denies it
   */
  public static <T> T patiently(Supplier<T> call) {
    return patiently(call, Backoff.ofTotal(SPREAD));
  }

  static <T> T patiently(Supplier<T> call, Backoff whileDenied) {
    Backoff.Attempts attempts = whileDenied.start();
    while (true) {
      try {
        return call.get();
      } catch (RuntimeException e) {
        if (!isDenial(e) || !attempts.again()) {
          throw e;
        }
      }
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
