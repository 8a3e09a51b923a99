package dev.tidemark.training.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.store.files.Folder;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * The files with a line for each user that one model made, in a folder named by its version: {@code
 * begun.json} is the first, then come the parts, each there as a whole or not at all, and {@code
 * manifest.json} is the last.
 *
 * @param below prefix of that folder in the model store
 */
public record Output(Folder folder, String below, String version) {
  /** Where recommendations lie. */
  static final String RECOMMENDATIONS = "recommendations/";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEGUN = "begun.json";
  private static final String MANIFEST = "manifest.json";

  private record Complete(String modelVersion, String time, int count, int users, int parts) {}

  /** What is being written, if that can be told. */
  Optional<Plan> begun() throws IOException {
    Optional<Folder.Tagged> file = folder.read(name(BEGUN));
    try {
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readValue(file.get().content(), Plan.class));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // a damaged one is begun anew
    }
  }

  /** Takes away what is there, the word that it is complete first. */
  public void begin(Plan plan) throws IOException {
    folder.delete(name(MANIFEST));
    for (String file : folder.list(name("")).keySet()) {
      folder.delete(file);
    }
    write(BEGUN, plan);
  }

  boolean hasPart(int part) throws IOException {
    return folder.list(name(partName(part))).containsKey(name(partName(part)));
  }

  public void putPart(int part, Folder.Content content) throws IOException {
    folder.put(name(partName(part)), content);
  }

  public void complete(Plan plan) throws IOException {
    write(MANIFEST, new Complete(version, plan.time(), plan.count(), plan.users(), plan.parts()));
  }

  private void write(String file, Object content) throws IOException {
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
    folder.put(name(file), out -> out.write(bytes));
  }

  static String partName(int part) {
    return String.format(Locale.ROOT, "part-%05d.jsonl.gz", part);
  }

  private String name(String file) {
    return below + version + "/" + file;
  }
}
