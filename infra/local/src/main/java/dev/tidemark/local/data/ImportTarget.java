package dev.tidemark.local.data;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.Template;
import dev.tidemark.store.UserKeySecret;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.Folders;
import dev.tidemark.store.files.PurgeList;
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
 * @param purgeList who was erased, whether the table knows it or not
 */
public record ImportTarget(
    InteractionStore interactions,
    boolean isNew,
    CatalogueStore catalogue,
    Pseudonymiser users,
    PurgeList purgeList) {
  private static final String RETENTION = "RETENTION_DAYS";
  private static final String MODELS = "MODEL_STORE";

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
        new Pseudonymiser(key),
        new PurgeList(models(values)));
  }

  private static Folder models(LocalValues values) {
    Template template = values.template();
    String place = values.environmentOf(template.declaring(MODELS).get(0)).get(MODELS);
    return Folders.open(
        place,
        () -> {
          throw new IllegalStateException("local models are in a folder");
        });
  }
}
