package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built job by the image's command, first to train and then to recommend for everybody. */
class RecommendationBatchIT {
  @TempDir private Path folder;

  @Test
  void shouldRecommendForAllUsersByAModelThatWasTrained() throws Exception {
    // Given
    put("interactions", TestExport.interactions());
    List<String> items = new ArrayList<>();
    for (int i = 0; i < TestExport.ITEMS; i++) {
      items.add("\"pk\":{\"S\":\"item" + i + "\"},\"shelf\":{\"S\":\"active\"}");
    }
    put("catalogue", items);
    assertThat(run("--version", "first", "--epochs", "1", "--device", "cpu")).isZero();
    assertThat(run("batch")).as("no model is in service").isEqualTo(2);
    assertThat(Files.readString(folder.resolve("err"))).contains("no model is in service");

    // When
    Path json = folder.resolve("figures.json");
    int code = run("batch", "--version", "first", "--count", "3", "--json", json.toString());

    // Then
    assertThat(code).as(Files.readString(folder.resolve("err"))).isZero();
    Path written = folder.resolve("store/recommendations/first");
    assertThat(written.resolve("manifest.json")).exists();
    List<String> lines = lines(written.resolve("part-00000.jsonl.gz"));
    assertThat(lines).hasSize(TestExport.SHOPPERS);
    for (String line : lines) {
      JsonNode answer = new ObjectMapper().readTree(line);
      assertThat(answer.path("userKey").asText()).startsWith("shopper");
      assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
      assertThat(answer.path("items")).hasSize(3);
    }
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.path("users").asInt()).isEqualTo(TestExport.SHOPPERS);
    assertThat(figures.path("resumed").asInt()).isZero();
    assertThat(figures.path("usersPerSecond").asDouble()).isPositive();

    // And again there is nothing left to do
    assertThat(run("batch", "--version", "first", "--count", "3", "--json", json.toString()))
        .isZero();
    assertThat(new ObjectMapper().readTree(json.toFile()).path("resumed").asInt())
        .isEqualTo(TestExport.SHOPPERS);
    assertThat(run("batch", "--version", "first", "--count", "0")).isEqualTo(2);
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ContainerImage.read().command());
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(1, "-Djava.io.tmpdir=" + folder);
    command.addAll(List.of(arguments));
    command.addAll(List.of("--export", folder.resolve("export").toString()));
    command.addAll(List.of("--models", folder.resolve("store").toString()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(folder.resolve("err").toFile())
        .start()
        .waitFor();
  }

  private void put(String table, List<String> items) throws IOException {
    Path part = Files.createDirectories(folder.resolve("export").resolve(table));
    Files.write(part.resolve("part-00000.json.gz"), TestExport.file(items));
  }

  private static List<String> lines(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
