package dev.tidemark.dynamodblocal;

/** DynamoDB Local could not be started; the message is one line that says why. */
public final class DynamoDbLocalException extends RuntimeException {
  public DynamoDbLocalException(String message) {
    super(message);
  }

  public DynamoDbLocalException(String message, Throwable cause) {
    super(message, cause);
  }
}
