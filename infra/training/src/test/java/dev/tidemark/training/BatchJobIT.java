package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.store.calls.CallRecorder;
import dev.tidemark.store.files.S3Folder;
import dev.tidemark.store.tables.MotoServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The built job as AWS Batch runs it: the image's command, S3 (moto's) and nothing else. */
class BatchJobIT {
  private static final String MODELS = "model-bucket";
  private static final String TRAINING = "training-bucket";
  private static final int KILLED = 137;
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "AWS_REGION", "us-east-1",
          "AWS_ACCESS_KEY_ID", "test",
          "AWS_SECRET_ACCESS_KEY", "test");

  @TempDir private Path root;
  private final List<Process> started = new ArrayList<>();
  private S3Client client;

  @BeforeEach
  void putExport() throws IOException {
    client = MotoServer.s3();
    client.createBucket(create -> create.bucket(MODELS));
    client.createBucket(create -> create.bucket(TRAINING));
    putAsDynamoDbDoes("interactions", TestExport.interactions());
    putAsDynamoDbDoes("catalogue", List.of("\"pk\":{\"S\":\"item1\"}"));
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
    if (client != null) {
      client.close();
    }
  }

  @Test
  void shouldEndAlikeWhereItWasKilledAndStartedElsewhere() throws Exception {
    // Given one that nobody disturbs, and one that is killed after its first epoch
    Process undisturbed = run("machine-1", "whole");
    Process reclaimed = run("machine-2", "resumed");
    assertThat(readUntil(reclaimed, "epoch  1/2  done")).isTrue();
    reclaimed.destroyForcibly();
    assertThat(reclaimed.waitFor()).isEqualTo(KILLED);
    S3Folder checkpoint = new S3Folder(client, TRAINING, "checkpoints/resumed");
    assertThat(checkpoint.list("")).containsOnlyKeys("training.checkpoint");

    // When
    Process again = run("machine-3", "resumed");

    // Then
    assertThat(readUntil(again, "taken up again here")).isTrue();
    assertThat(readUntil(again, "model resumed")).isTrue();
    assertThat(again.waitFor()).isZero();
    assertThat(checkpoint.list("")).isEmpty();
    assertThat(undisturbed.waitFor()).isZero();
    Manifest whole = manifest("whole");
    assertThat(manifest("resumed"))
        .usingRecursiveComparison()
        .comparingOnlyFields("metrics", "comparison", "dataHash", "features", "parameters")
        .isEqualTo(whole);
    assertThat(whole.comparison().events()).isEqualTo(12);
    try (var left = Files.walk(root.resolve("machine-3"))) {
      assertThat(left.filter(file -> file.toString().contains("tidemark"))).isEmpty();
    }
  }

  /** With a fresh disk. */
  private Process run(String machine, String version) throws IOException {
    Path disk = Files.createDirectories(root.resolve(machine));
    List<String> command = new ArrayList<>(ContainerImage.read().command());
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(1, "-Djava.io.tmpdir=" + disk);
    int classPath = command.indexOf("-cp") + 1;
    Path recorder = CallRecorder.pack(Path.of("target", "recorded-calls").toAbsolutePath());
    command.set(classPath, command.get(classPath) + File.pathSeparator + recorder);
    command.addAll(
        List.of(
            "--export=s3://" + TRAINING + "/exports/1",
            "--models=s3://" + MODELS,
            "--version=" + version,
            "--champion=",
            "--checkpoint=s3://" + TRAINING + "/checkpoints/" + version,
            "--device=cpu",
            "--epochs=2"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(disk.toFile())
            .redirectError(root.resolve(machine + ".err").toFile());
    if (version.equals("whole")) {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
    builder.environment().putAll(CREDENTIALS);
    builder.environment().put("S3_ENDPOINT", MotoServer.endpoint().toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static boolean readUntil(Process process, String text) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(text)) {
        return true;
      }
    }
    return false;
  }

  private Manifest manifest(String version) {
    return PackageFiles.verify(
        new ModelRegistry(new S3Folder(client, MODELS, ""))
            .fetch(version, root.resolve("fetched")));
  }

  private void putAsDynamoDbDoes(String table, List<String> items) throws IOException {
    String export = "exports/1/" + table + "/AWSDynamoDB/01700000000000-0a1b2c3d";
    put(export + "/_started", new byte[0]);
    put(export + "/data/abc.json.gz", TestExport.file(items));
    put(
        export + "/manifest-files.json",
        ("{\"itemCount\":1,\"md5Checksum\":\"-\",\"etag\":\"-\",\"dataFileS3Key\":\""
                + export
                + "/data/abc.json.gz\"}\n")
            .getBytes(StandardCharsets.UTF_8));
    put(export + "/manifest-summary.json", "{}".getBytes(StandardCharsets.UTF_8));
  }

  private void put(String key, byte[] content) {
    client.putObject(put -> put.bucket(TRAINING).key(key), RequestBody.fromBytes(content));
  }
}
