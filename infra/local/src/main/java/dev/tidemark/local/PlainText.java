package dev.tidemark.local;

import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** What failed, as people read it. */
public final class PlainText {
  /** As Java's runtimes put it before a message. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?:\\w+\\$)*[A-Z]\\w*(?:Exception|Error): ");

  private PlainText() {}

  /** Without the names of Java's classes. */
  public static String of(String message) {
    return CLASS_NAME.matcher(message).replaceAll("");
  }

  /** The same of a failure; one that says nothing is told by its name. */
  public static String of(Throwable failure) {
    if (failure instanceof UncheckedIOException unchecked) {
      return of(unchecked.getCause());
    }
    if (failure instanceof IOException io) {
      return LocalFiles.describe(io);
    }
    return failure.getMessage() == null ? failure.toString() : of(failure.getMessage());
  }
}
