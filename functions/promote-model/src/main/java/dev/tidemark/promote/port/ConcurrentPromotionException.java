package dev.tidemark.promote.port;

/** Another promotion or a deployment is under way; this one must not go on. */
public final class ConcurrentPromotionException extends RuntimeException {
  public ConcurrentPromotionException(String message) {
    super(message);
  }
}
