package dev.tidemark.local.data;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.store.UserKeySecret;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.InteractionStore;
import java.time.Duration;
import java.util.Map;

/**
 * Where a data set goes.
 *
 * @param interactions is called by several threads
 * @param isNew whether no interaction was ever stored, which saves looking for each
 * @param users gives pseudonyms
 */
public record ImportTarget(
    InteractionStore interactions, boolean isNew, CatalogueStore catalogue, Pseudonymiser users) {
  private static final String RETENTION = "RETENTION_DAYS";

  /** The tables that the functions write, under the same key and for as long. */
  public static ImportTarget of(LocalTables tables, LocalValues values) {
    Map<String, String> environment =
        values.environmentOf(values.template().declaring(RETENTION).get(0));
    String interactions = environment.get("INTERACTIONS_TABLE");
    Duration retention = Duration.ofDays(Integer.parseInt(environment.get(RETENTION)));
    byte[] key =
        UserKeySecret.read(
            environment.get("USER_KEY_SECRET"),
            () -> {
              throw new IllegalStateException("a local key is a file");
            });
    return new ImportTarget(
        tables.interactions(interactions, retention),
        tables.isEmpty(interactions),
        tables.catalogue(environment.get("CATALOGUE_TABLE")),
        new Pseudonymiser(key));
  }
}
