package dev.tidemark.store.tables;

import dev.tidemark.store.contract.CatalogueStoreContract;
import org.junit.jupiter.api.AfterEach;

/** The contract against another implementation than DynamoDB Local. */
class AwsCatalogueStoreIT extends CatalogueStoreContract {
  private TestTables tables;

  @Override
  protected CatalogueStore emptyStore() {
    tables = new TestTables(AwsEndpoint.get());
    return new DynamoDbCatalogueStore(
        tables.client(), tables.catalogue(), new TickingClock(), Backoff.interactive());
  }

  @AfterEach
  void closeTables() {
    if (tables != null) {
      tables.close();
    }
  }
}
