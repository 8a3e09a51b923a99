package dev.tidemark.local.bench;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.Console;
import dev.tidemark.local.PrivateFile;
import dev.tidemark.local.RunException;
import dev.tidemark.local.TemporaryFolder;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.LocalBuckets;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.local.data.DataSet;
import dev.tidemark.local.data.ImportTarget;
import dev.tidemark.local.data.Importer;
import dev.tidemark.local.data.SideBySide;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.Template;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * How fast a data set's events are imported, against BatchWriteItem of the same items by the same
 * number of callers and nothing else. Each time DynamoDB Local begins anew, with the tables of the
 * template.
 */
public record ImportBench(Template template, DataSet data, Console console) {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final double NANOS = 1e9;

  /** What is measured in one DynamoDB Local. */
  @FunctionalInterface
  private interface Step {
    void run(LocalTables tables, LocalValues values);
  }

  /**
   * @param rounds import and plain writes in turns, so often
   */
  public ImportReport run(int rounds) throws IOException {
    List<List<WriteRequest>> batches = new ArrayList<>();
    List<ImportReport.Round> measured = new ArrayList<>();
    for (int i = 1; i <= rounds; i++) {
      double imported =
          seconds(
              (tables, values) ->
                  new Importer(ImportTarget.of(tables, values), console)
                      .events(data, Clock.systemUTC().instant()),
              (tables, values) -> {
                if (batches.isEmpty()) {
                  batches.addAll(stored(tables.client(), table(values)));
                }
              });
      double plain =
          seconds(
              (tables, values) -> write(tables.client(), table(values), batches),
              (tables, values) -> {});
      long items = batches.stream().mapToLong(List::size).sum();
      ImportReport.Round round = new ImportReport.Round(items / imported, items / plain);
      measured.add(round);
      console.line(i + "/" + rounds + "  " + round.line());
    }
    return new ImportReport(batches.stream().mapToLong(List::size).sum(), measured);
  }

  private double seconds(Step step, Step after) throws IOException {
    Closeables closeables = new Closeables();
    try (TemporaryFolder folder = TemporaryFolder.create().untilInterrupted()) {
      Host host =
          new Host(Clock.systemUTC(), console::line, closeables, RunSecret.random(), console::line);
      Path tmp = Files.createDirectory(folder.path().resolve("tmp"));
      Path key = folder.path().resolve("user-key");
      new PrivateFile(key).write(KEY);
      LocalTables tables =
          new LocalTables(
              template, folder.path().resolve("tables"), new LocalBuckets(Map.of()), tmp, host);
      LocalValues values =
          new LocalValues(
              template,
              Map.of(
                  "USER_KEY_SECRET",
                  key.toUri().toString(),
                  "MODEL_STORE",
                  folder.path().toUri().toString()));
      long begin = System.nanoTime();
      step.run(tables, values);
      double seconds = (System.nanoTime() - begin) / NANOS;
      after.run(tables, values);
      return seconds;
    } finally {
      closeables.close();
    }
  }

  /**
   * What the import wrote, as it would be written again: in the order of time, as data sets are.
   */
  private static List<List<WriteRequest>> stored(DynamoDbClient client, String table) {
    List<WriteRequest> writes =
        client.scanPaginator(scan -> scan.tableName(table)).items().stream()
            .sorted(Comparator.comparing(item -> item.get("place").s()))
            .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
            .toList();
    List<List<WriteRequest>> batches = new ArrayList<>();
    for (int from = 0; from < writes.size(); from += Importer.BATCH) {
      batches.add(writes.subList(from, Math.min(writes.size(), from + Importer.BATCH)));
    }
    return batches;
  }

  private void write(DynamoDbClient client, String table, List<List<WriteRequest>> batches) {
    try (SideBySide lanes = new SideBySide(Importer.CALLERS)) {
      for (List<WriteRequest> batch : batches) {
        Map<String, List<WriteRequest>> request = Map.of(table, batch);
        lanes.run(
            () -> {
              if (!client
                  .batchWriteItem(write -> write.requestItems(request))
                  .unprocessedItems()
                  .isEmpty()) {
                throw new RunException("DynamoDB Local left items unprocessed");
              }
            });
      }
      lanes.await();
    }
  }

  private String table(LocalValues values) {
    return values
        .environmentOf(template.declaring("RETENTION_DAYS").get(0))
        .get("INTERACTIONS_TABLE");
  }
}
