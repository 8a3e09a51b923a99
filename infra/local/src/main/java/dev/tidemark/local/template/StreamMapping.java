package dev.tidemark.local.template;

import java.time.Duration;
import java.util.List;

/**
 * Which function follows the stream of which table, all by logical id.
 *
 * @param patterns in JSON; a record that none of them matches is passed over. None = all are wanted
 * @param retries of records that fail, before they are set aside
 * @param maxAge of records; older ones are set aside
 * @param bisects whether a batch that fails is divided, to find what fails
 * @param reportsItems whether the function tells which records failed
 * @param failures queue that is told of what is set aside
 */
public record StreamMapping(
    String id,
    String function,
    String table,
    List<String> patterns,
    int batchSize,
    int retries,
    Duration maxAge,
    boolean bisects,
    boolean reportsItems,
    String failures) {

  public StreamMapping {
    patterns = List.copyOf(patterns);
  }
}
