package dev.tidemark.local.aws.tables;

import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.LocalBuckets;
import dev.tidemark.local.aws.TaskArguments;
import dev.tidemark.local.aws.TaskResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * DynamoDB's export to S3, for DynamoDB Local, which has none: a table is read through before the
 * call returns. The export's ARN holds its place, so that whoever asks later needs no memory.
 */
record ExportTasks(LocalTables tables, LocalBuckets buckets) {
  private static final String EXPORT = "arn:aws:states:::aws-sdk:dynamodb:exportTableToPointInTime";
  private static final String DESCRIBE = "arn:aws:states:::aws-sdk:dynamodb:describeExport";

  private static final String IN_ARN = "/export/";

  Map<String, TaskResource> resources() {
    return Map.of(EXPORT, this::export, DESCRIBE, this::describe);
  }

  /** Where the export is there already, as after a kill, it is kept. */
  private Object export(TaskArguments arguments) {
    String table = arguments.text("TableArn");
    String place = arguments.text("S3Bucket") + "/" + arguments.text("S3Prefix");
    arguments.text("ClientToken"); // the place says as much
    if (!arguments.text("ExportFormat").equals("DYNAMODB_JSON")) {
      throw new UsageException("the local run exports DYNAMODB_JSON only");
    }
    arguments.refuseRest();
    Path folder = folder(place);
    try {
      if (Files.notExists(folder)) {
        tables.export(table.substring(table.indexOf('/') + 1), folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the export failed", e);
    }
    return description(table + IN_ARN + place);
  }

  private Object describe(TaskArguments arguments) {
    String arn = arguments.text("ExportArn");
    arguments.refuseRest();
    return description(arn);
  }

  private Map<String, Object> description(String arn) {
    Path folder = folder(arn.substring(arn.indexOf(IN_ARN) + IN_ARN.length()));
    String status = Files.exists(folder) ? "COMPLETED" : "FAILED";
    return Map.of("ExportDescription", Map.of("ExportArn", arn, "ExportStatus", status));
  }

  private Path folder(String place) {
    String[] parts = place.split("/", 2);
    return buckets.path(parts[0], parts[1]);
  }
}
