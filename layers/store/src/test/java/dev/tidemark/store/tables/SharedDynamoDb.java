package dev.tidemark.store.tables;

import dev.tidemark.servers.child.ChildServer;
import dev.tidemark.servers.dynamodblocal.DynamoDbLocal;

/** One DynamoDB Local for all tests of a JVM; it ends with it. */
public final class SharedDynamoDb {
  private static final ChildServer LOCAL = DynamoDbLocal.startInMemory();

  private SharedDynamoDb() {}

  public static ChildServer get() {
    return LOCAL;
  }
}
