package dev.tidemark.local.template;

/** The template cannot be read or asks for something that the local run does not know. */
public final class TemplateException extends RuntimeException {
  public TemplateException(String message) {
    super(message);
  }
}
