package dev.tidemark.local.aws;

/** What a service answers instead of a result. */
public final class AwsError extends RuntimeException {
  private final int status;
  private final String type;

  /**
   * @param type as the service's interface names the error
   */
  public AwsError(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  public static AwsError notFound(String what) {
    return new AwsError(404, "ResourceNotFoundException", what + " is not there");
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}
