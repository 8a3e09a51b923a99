package dev.tidemark.local.run;

import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.batch.TrainingRunner;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Recommends for all users by the job's image, into {@code recommendations/} of the storage. The
 * export stays until all is written: what is killed goes on from there.
 *
 * @param names of the tables by their folders in an export
 * @param storage holds the models, too
 */
record RecommendationBatch(
    LocalTables tables, Map<String, String> names, Path storage, TrainingRunner job) {

  RecommendationBatch {
    names = Map.copyOf(names);
  }

  /**
   * One at a time.
   *
   * @param count items for each user
   * @return the job's figures
   */
  synchronized Map<String, ?> run(int count) throws IOException {
    Path folder = storage.resolve("batch");
    Path export = Files.createDirectories(folder.resolve("export"));
    for (Map.Entry<String, String> table : names.entrySet()) {
      if (Files.notExists(export.resolve(table.getKey()))) {
        tables.export(table.getValue(), export.resolve(table.getKey()));
      }
    }
    Path figures = folder.resolve("figures.json");
    job.recommend(
        List.of(
            "--export=" + export, "--models=" + storage, "--count=" + count, "--json=" + figures));
    Map<String, ?> done =
        Map.of(
            WorkEndpoint.OUTCOME,
            "done",
            "folder",
            storage.resolve("recommendations").toString(),
            "figures",
            LocalJson.MAPPER.readTree(figures.toFile()));
    LocalFiles.deleteTree(folder);
    return done;
  }
}
