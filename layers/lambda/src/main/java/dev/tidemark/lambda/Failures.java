package dev.tidemark.lambda;

/** Makes a failure loggable: its classes and places, without messages. */
public final class Failures {
  private static final int FRAMES = 24;
  private static final int CAUSES = 8;

  private Failures() {}

  /**
   * Class and stack frames of a failure and of its causes. Messages are left out, since those of
   * libraries quote what they choked on, which may be somebody's data.
   */
  public static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable link = failure;
    for (int depth = 0; link != null && depth < CAUSES; depth++) {
      text.append(depth == 0 ? "" : "\ncaused by ").append(link.getClass().getName());
      StackTraceElement[] frames = link.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        text.append("\n  at ").append(frames[i]);
      }
      link = link.getCause();
    }
    return text.toString();
  }
}
