package dev.tidemark.userdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.data.DeadLetterBody;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.files.Folder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A folder with a file of JSON for each message, as the local run keeps them between runs. */
record DeadLetterFiles(Folder folder) implements DeadLetters {
  private static final String MESSAGE = "message";

  @Override
  public int forget(String userId, BooleanSupplier late) throws IOException {
    int found = 0;
    for (String file : folder.list("").keySet()) {
      Optional<Folder.Tagged> kept = folder.read(file);
      if (kept.isPresent()) {
        found += forget(userId, file, new String(kept.get().content(), StandardCharsets.UTF_8));
      }
      if (late.getAsBoolean()) {
        throw new UnfinishedException();
      }
    }
    return found;
  }

  private int forget(String userId, String file, String content) throws IOException {
    Optional<ObjectNode> letter = letter(content);
    String body = letter.map(it -> it.path(MESSAGE).asText()).orElse(content);
    Optional<String> rest = new DeadLetterBody(body).without(userId);
    if (rest.equals(Optional.of(body))) {
      return 0;
    }
    if (rest.isEmpty() || letter.isEmpty()) {
      folder.delete(file);
    } else {
      byte[] others = Json.mapper().writeValueAsBytes(letter.get().put(MESSAGE, rest.get()));
      folder.put(file, out -> out.write(others));
    }
    return 1;
  }

  /** Empty where the file was damaged; what it holds is then all that can be looked at. */
  private static Optional<ObjectNode> letter(String content) {
    try {
      JsonNode letter = Json.mapper().readTree(content);
      return letter instanceof ObjectNode object && letter.path(MESSAGE).isTextual()
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
