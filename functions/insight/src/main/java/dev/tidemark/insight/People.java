package dev.tidemark.insight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.propensity.Person;
import dev.tidemark.store.files.Folder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** What a training expected of all people, a line each, in the model store. */
record People(Folder store) {
  private static final String MANIFEST = "/manifest.json";
  private static final String PART = ".jsonl.gz";

  /**
   * A whole set of lines.
   *
   * @param time of which they are true, ISO 8601
   */
  record Written(String modelVersion, String time, List<String> parts) {}

  /** The newest that is complete; empty where nothing was expected of anybody yet. */
  Optional<Written> newest() throws IOException {
    List<String> files = List.copyOf(store.list(Person.FOLDER).keySet());
    Optional<String> manifest =
        files.stream().filter(file -> file.endsWith(MANIFEST)).reduce((one, other) -> other);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    Optional<Folder.Tagged> content = store.read(manifest.get());
    if (content.isEmpty()) {
      return Optional.empty();
    }
    JsonNode written = Json.mapper().readTree(content.get().content());
    String folder = manifest.get().substring(0, manifest.get().length() - MANIFEST.length() + 1);
    return Optional.of(
        new Written(
            written.path("modelVersion").asText(),
            written.path("time").asText(),
            files.stream().filter(it -> it.startsWith(folder) && it.endsWith(PART)).toList()));
  }

  /** Hands over all people of a part. */
  void read(String part, Consumer<Person> sink) throws IOException {
    try (InputStream in = store.open(part).orElseThrow(() -> new IOException(part + " is gone"));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sink.accept(Json.mapper().readValue(line, Person.class));
      }
    }
  }
}
