package dev.tidemark.local.aws.lambda;

/** What Lambda answers instead of a result. */
final class LambdaError extends RuntimeException {
  private final int status;
  private final String type;

  private LambdaError(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static LambdaError notFound(String what) {
    return new LambdaError(404, "ResourceNotFoundException", what + " is not there");
  }

  static LambdaError changedSince(String what) {
    return new LambdaError(
        412, "PreconditionFailedException", what + " is not of the given RevisionId any more");
  }

  static LambdaError inUse(String what) {
    return new LambdaError(409, "ResourceConflictException", what + " is in use");
  }

  static LambdaError unsigned() {
    return new LambdaError(
        403, "MissingAuthenticationTokenException", "the header Authorization is missing");
  }

  static LambdaError unknown(String call) {
    return new LambdaError(404, "UnknownOperationException", call + " is not known here");
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}
