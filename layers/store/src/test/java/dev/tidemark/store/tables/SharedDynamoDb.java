package dev.tidemark.store.tables;

import dev.tidemark.servers.dynamodblocal.DynamoDbLocal;

/** One DynamoDB Local for all tests of a JVM; it ends with it. */
public final class SharedDynamoDb {
  private static final DynamoDbLocal LOCAL = DynamoDbLocal.startInMemory();

  private SharedDynamoDb() {}

  public static DynamoDbLocal get() {
    return LOCAL;
  }
}
