package dev.tidemark.local.erasure;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.local.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Checks a receipt of an erasure against all that a run keeps.
 *
 * @param tables names of all of them
 * @param storage folder of the run
 */
public record ErasureCheck(
    DynamoDbClient client, Collection<String> tables, Path storage, Pseudonymiser users) {

  /**
   * @param userId as the shop knows the user; without it, what holds ids in clear is not looked at
   * @throws UsageException where the receipt is another user's
   */
  public Findings of(ReceiptFile file, Optional<String> userId, Instant now) throws IOException {
    if (userId.isPresent() && !users.keyOf(userId.get()).value().equals(file.receipt().userKey())) {
      throw new UsageException(
          "--user: '" + userId.get() + "' is not whom the receipt is about; give that user's id");
    }
    Findings findings = new Findings();
    if (!file.isIntact()) {
      findings.found("receipt", "it was altered: its SHA-256 is " + file.receipt().sha256());
    }
    new TableCheck(client, tables).run(file.receipt(), findings);
    new FileCheck(storage, userId, now).run(file.receipt(), findings);
    return findings;
  }
}
